import type { Words } from '../../../domain/errors';
import type { MessageKind } from '../../../domain/messages/kinds';
import { SKIPPED, type DeliveryState, type Skipped } from '../../../ledger/outbox/types';

/** What each kind of message is called in the list of a case. */
export const KIND_NAMES: Readonly<Record<MessageKind, Words>> = {
  rung: { zh: '催办', en: 'Reminder' },
  climbed: { zh: '催办升级', en: 'Reminder that climbed' },
  order: { zh: '督办', en: 'Supervision order' },
  duty: { zh: '新待办', en: 'New duty' },
  task: { zh: '检查与整改任务', en: 'Inspection or rectification task' },
  'finding-closed': { zh: '整改已复核', en: 'Rectification verified' },
  'order-answered': { zh: '督办已回复', en: 'Supervision order answered' },
  'handed-over': { zh: '待办移交', en: 'Duty handed over' },
  'deadline-moved': { zh: '时限变动', en: 'Limit moved' },
  'notice-ended': { zh: '公示期满', en: 'Notice ended' },
  'calendar-missing': { zh: '日历缺失', en: 'Calendar missing' },
  'bulletin-drafted': { zh: '通报草稿', en: 'Bulletin drafted' },
  'bulletin-to-sign': { zh: '通报待签发', en: 'Bulletin to sign' },
  'bulletin-signed': { zh: '通报已签发', en: 'Bulletin signed' },
  'bulletin-returned': { zh: '通报退回草稿', en: 'Signature of a bulletin taken back' },
  'bulletin-published': { zh: '通报已发布', en: 'Bulletin published' },
  test: { zh: '测试消息', en: 'Test message' },
  outcome: { zh: '办理结果', en: 'Outcome' },
  progress: { zh: '办理进展', en: 'Progress' },
};

/** What became of a message on one channel. */
export const DELIVERY_WORDS: Readonly<Record<DeliveryState | 'WAITING' | 'SKIPPED', Words>> = {
  WAITING: { zh: '等待发送时间', en: 'Waits until it may leave' },
  SKIPPED: { zh: '未发送', en: 'Not sent' },
  PENDING: { zh: '等待发送', en: 'About to be sent' },
  SENDING: { zh: '正在发送', en: 'Being sent' },
  SENT: { zh: '已送达服务商', en: 'Taken by the provider' },
  DEAD: { zh: '发送失败', en: 'Could not be sent' },
  UNKNOWN: { zh: '结果不明，待人工确认', en: 'Not known whether it was sent: somebody must look' },
  CANCELLED: { zh: '已取消', en: 'Cancelled' },
};

const SKIPPED_WORDS: Readonly<Record<Skipped, Words>> = {
  'nobody holds the post': { zh: '未发送：岗位空缺', en: 'Not sent: nobody holds the post' },
  'no address': { zh: '未发送：没有联系方式', en: 'Not sent: no address' },
  muted: { zh: '未发送：本人已关闭该渠道', en: 'Not sent: the person does not want this channel' },
  'no robot': { zh: '未发送：没有群机器人', en: 'Not sent: no robot serves the place' },
  'not for a group': { zh: '未发送：不宜发到群里', en: 'Not sent: not for a group' },
  'no proposer to tell': { zh: '未发送：建议人不详', en: 'Not sent: nobody said who made the suggestion' },
  'wants no messages': { zh: '未发送：建议人不愿接收', en: 'Not sent: the proposer wants no messages' },
  'no words for this kind': { zh: '未发送：没有对应的文字', en: 'Not sent: no words for this kind' },
  'settled meanwhile': { zh: '未发送：事情已办', en: 'Not sent: settled meanwhile' },
  'channel not configured': { zh: '未发送：渠道未配置', en: 'Not sent: the channel is not set up' },
};

/** Why a message stayed inside the product. */
export function skippedWords(reason: string): Words {
  const known = SKIPPED.find((one) => one === reason);
  return known === undefined ? DELIVERY_WORDS.SKIPPED : SKIPPED_WORDS[known];
}

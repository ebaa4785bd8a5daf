export const texts = {
  page: '消息',
  show: '显示哪些',
  filter: { all: '全部', unread: '未读', unacknowledged: '待签收' },
  empty: {
    all: '还没有收到消息。期限将到、逾期、督办时，会在这里告诉您。',
    unread: '没有未读的消息',
    unacknowledged: '没有等您签收的消息',
  },
  new: '新',
  acknowledge: '签收',
  read: '标为已读',
  why: '为什么是这一天',
  acknowledgeBy: '请在此前签收：',
  acknowledgedBy: '{{name}} 已签收',
  readBy: '{{name}} 已读',
} as const;

import { Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Contact, ContactInput } from '../api/generated/schema';

const CHANNELS = ['mail', 'wecom', 'dingtalk', 'sms', 'webhook'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** What is typed into a contact; an empty field means there is none. */
export type ContactForm = Record<'email' | 'mobile' | 'wecomUserId' | 'dingtalkUserId', string> & {
  wanted: ChannelName[];
};

export function contactForm({ muted, ...addresses }: Contact): ContactForm {
  const { email, mobile, wecomUserId, dingtalkUserId } = addresses;
  return {
    ...{ email: email ?? '', mobile: mobile ?? '', wecomUserId: wecomUserId ?? '' },
    dingtalkUserId: dingtalkUserId ?? '',
    wanted: CHANNELS.filter((name) => !muted.includes(name)),
  };
}

export function contactBody({ wanted, ...typed }: ContactForm): ContactInput {
  const known = (value: string | undefined) =>
    value === undefined || value.trim() === '' ? null : value.trim();
  const mobile = known(typed.mobile);
  return {
    // Left out, a number is cleared.
    ...(mobile !== null && { mobile }),
    ...{ email: known(typed.email), wecomUserId: known(typed.wecomUserId) },
    dingtalkUserId: known(typed.dingtalkUserId),
    muted: CHANNELS.filter((name) => !wanted.includes(name)),
  };
}

/** The fields of a contact inside a form: where messages go, and by which channels none are wanted. */
export function ContactFields() {
  const { t } = useTranslation('contact');
  return (
    <>
      <Form.Item name="mobile" label={t('mobile')}>
        <Input inputMode="tel" autoComplete="off" maxLength={30} />
      </Form.Item>
      <Form.Item name="email" label={t('email')}>
        <Input inputMode="email" autoComplete="off" maxLength={254} />
      </Form.Item>
      <Form.Item name="wecomUserId" label={t('wecom')}>
        <Input autoComplete="off" maxLength={64} />
      </Form.Item>
      <Form.Item name="dingtalkUserId" label={t('dingtalk')}>
        <Input autoComplete="off" maxLength={64} />
      </Form.Item>
      <Form.Item name="wanted" label={t('wanted')} extra={t('wantedHelp')}>
        <Checkbox.Group options={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))} />
      </Form.Item>
    </>
  );
}

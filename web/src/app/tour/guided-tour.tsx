import { Tour } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoleName } from '../../shared/role-name';
import { useMe } from '../use-may';

/** Places of the house in the order of the tour; what the post does not open is not there and is passed over. */
const PLACES = [
  ['desk', 'a[href="/desk"][class*="item"]'],
  ['board', 'a[href="/board"][class*="item"]'],
  ['messages', 'a[href="/messages"][class*="item"]'],
  ['admin', 'a[href="/admin"][class*="item"]'],
  ['find', 'button[aria-keyshortcuts="/"]'],
  ['account', 'header button[class*="account"]'],
] as const;

/** The element as it is shown at this size of window: side menu on a desktop, bottom menu on a phone. */
function shown(selector: string): HTMLElement | null {
  const found = [...document.querySelectorAll<HTMLElement>(selector)];
  return found.find((element) => element.offsetParent !== null) ?? null;
}

/** What a step says. The panel around it is the library's: it becomes a dialog that is read out and has the focus. */
function Said({ title, text }: { title: string; text: string }) {
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const panel = said.current?.closest<HTMLElement>('.ant-tour');
    if (panel == null) return;
    panel.setAttribute('role', 'dialog');
    panel.setAttribute('aria-label', title);
    panel.tabIndex = -1;
    panel.focus();
  }, [title]);
  return <p ref={said}>{text}</p>;
}

/** A short walk through the house as this post sees it. Arrow keys turn the page, Escape ends it. */
export function GuidedTour({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('tour');
  const me = useMe();
  const roleName = useRoleName();
  const [at, setAt] = useState(0);
  const role = me.posts[0]?.role;
  // Looked for once: a tour does not change under the reader.
  const [places] = useState(() => PLACES.filter(([, selector]) => shown(selector) !== null));
  const welcome = {
    title: t('welcome', { name: role === undefined ? me.displayName : roleName(role) }),
    description: role === undefined ? t('noPost') : t(`sees.${role}`),
    target: null,
  };
  const steps = places.map(([name, selector]) => ({
    title: t(`places.${name}.title`),
    description: t(`places.${name}.text`),
    // It was there when the tour began; should it have gone, the step points at the page.
    target: () => shown(selector) ?? document.body,
  }));
  const all = [welcome, ...steps].map((step, index, { length }) => ({
    ...step,
    description: <Said title={step.title} text={step.description} />,
    nextButtonProps: { children: index === length - 1 ? t('end') : t('next') },
    prevButtonProps: { children: t('back') },
  }));
  return (
    <Tour
      open
      current={at}
      onChange={setAt}
      onClose={onClose}
      onFinish={onClose}
      steps={all}
      closable={{ 'aria-label': t('end') }}
      scrollIntoViewOptions={false}
    />
  );
}

import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/use-language';

/** Chinese with what stands between its characters; Latin words end it. */
const CHINESE =
  /(\p{Script=Han}(?:[\p{Script=Han}\p{Nd}，。、；：！？“”‘’（）《》〔〕·—…#-]*[\p{Script=Han}，。；！？”’）》〕])?)/u;

/**
 * A text as somebody wrote it, in whatever language: on a page in another one its parts say which language they are, for
 * whoever has the page read out (WCAG 3.1.2). Whatever it stands in keeps its direction (`dir="auto"`).
 */
export function AsWritten({ text }: { text: string }): ReactNode {
  const { language } = useLanguage();
  if (language !== 'en') return isEnglish(text) ? <span lang="en">{text}</span> : text;
  return text.split(CHINESE).map((part, at) =>
    at % 2 === 1 ? (
      <span key={at} lang="zh-CN">
        {part}
      </span>
    ) : (
      part
    ),
  );
}

/** Single English words are part of a Chinese sentence; a text without any Chinese is English. */
function isEnglish(text: string): boolean {
  return !/\p{Script=Han}/u.test(text) && /[A-Za-z]{2,}/.test(text);
}

/** For the options of a Select that are texts as somebody wrote them, in the list and when chosen. */
export const WRITTEN_LABELS = {
  optionRender: ({ label }: { label?: ReactNode }): ReactNode => written(label),
  labelRender: ({ label }: { label?: ReactNode }): ReactNode => written(label),
};

const written = (label: ReactNode): ReactNode =>
  typeof label === 'string' ? <AsWritten text={label} /> : label;

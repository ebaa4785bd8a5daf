import { Refusal } from '../../domain/errors';

/** Why a file is not taken; `reason` of the problem, for programs. */
export const FILE_FAULTS = {
  empty: { zh: '文件是空的，请重新选择。', en: 'The file is empty; choose another one.' },
  'type-not-accepted': {
    zh: '只接受 JPEG、PNG、WebP、HEIC 图片，PDF、DOCX、XLSX 文档和纯文本、CSV；该文件的实际内容不是其中之一。',
    en: 'Only JPEG, PNG, WebP and HEIC pictures, PDF, DOCX, XLSX, plain text and CSV are taken; the content of this file is none of them.',
  },
  'old-office-or-password': {
    zh: '这是旧版 Office 文件或加了密码的文件，请去掉密码并另存为 .docx 或 .xlsx。',
    en: 'This is an Office file of the old kind or one with a password; save it without a password as .docx or .xlsx.',
  },
  'text-not-utf-8': {
    zh: '文本文件须为 UTF-8 编码，且不含控制字符；在 Excel 中请另存为“CSV UTF-8”。',
    en: 'A text must be UTF-8 without control characters; in Excel, save it as "CSV UTF-8".',
  },
  'name-differs': {
    zh: '文件扩展名与实际内容不符，请用原来的扩展名上传。',
    en: 'The ending of the name does not fit the content; upload the file under its true ending.',
  },
  'picture-broken': { zh: '图片已损坏，无法读取。', en: 'The picture is damaged and cannot be read.' },
  'picture-too-large': {
    zh: '图片像素过多（最多 2 亿像素），请缩小后上传。',
    en: 'The picture has too many pixels (200 million at most); make it smaller first.',
  },
  'document-broken': {
    zh: '文档已损坏，无法打开。',
    en: 'The document is damaged and cannot be opened.',
  },
  'document-too-large': {
    zh: '文档解压后过大或内部文件过多，不予接收。',
    en: 'Unpacked, the document is far larger than it looks or has too many parts; it is not taken.',
  },
  'document-encrypted': {
    zh: '文档已加密，请去掉密码后上传。',
    en: 'The document is encrypted; remove the password first.',
  },
  'document-macros': {
    zh: '文档含有宏，请另存为不含宏的 .docx 或 .xlsx。',
    en: 'The document holds macros; save it as .docx or .xlsx without them.',
  },
} as const;

export type FileFault = keyof typeof FILE_FAULTS;

export function refuseFile(reason: FileFault): Refusal {
  return new Refusal('file-refused', FILE_FAULTS[reason], { reason });
}

export function tooLarge(maxBytes: number): Refusal {
  const mib = Math.floor((maxBytes / 1024 / 1024) * 10) / 10;
  return new Refusal('too-large', {
    zh: `单个文件不得超过 ${mib} MiB。`,
    en: `A file may hold at most ${mib} MiB.`,
  });
}

import { isUtf8 } from 'node:buffer';

/** Tabs, line ends and form feeds are part of text; every other control character is a sign of something else. */
const CONTROL = /[\u0000-\u0008\u000B\u000E-\u001F\u007F]/;

/** Whether bytes are plain text in UTF-8. */
export function isPlainText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !CONTROL.test(bytes.toString('utf8'));
}

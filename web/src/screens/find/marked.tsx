import { AsWritten } from '../../shared/as-written';

/** A text in which the words that were looked for are marked, wherever they stand. */
export function Marked({ text, words }: { text: string; words: string }) {
  if (words === '') return <AsWritten text={text} />;
  const parts = split(text, words);
  return parts.map((part, at) => {
    const written = <AsWritten key={at} text={part} />;
    return at % 2 === 1 ? <mark key={at}>{written}</mark> : written;
  });
}

/** Every second part is what was looked for, as it is written in the text. */
function split(text: string, words: string): string[] {
  const pattern = new RegExp(`(${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`, 'iu');
  const parts: string[] = [];
  let rest = text;
  for (;;) {
    const found = pattern.exec(rest);
    if (found === null) return [...parts, rest];
    parts.push(rest.slice(0, found.index), found[0]);
    rest = rest.slice(found.index + found[0].length);
  }
}

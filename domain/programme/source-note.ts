import { isKnownRule, isRuleId } from './known-rules';

/** One clause of a source comment; a clause with a key speaks for that key only. */
export interface Clause {
  readonly key: string | null;
  readonly text: string;
}

const ORIGINS = ['law', 'doc', 'default'] as const;
const EXPECTED =
  'expected rule ids such as "ZJ10" or "LG16, LG17", "law: …", "practice: 2.1 …", "doc: …" or "default: not stated in the document"';

function splitKey(clause: string): Clause {
  const match = /^([a-z][a-z-]*): (.+)$/.exec(clause);
  const word = match?.[1];
  if (word === undefined || word === 'practice' || (ORIGINS as readonly string[]).includes(word))
    return { key: null, text: clause };
  return { key: word, text: match?.[2] ?? '' };
}

/** Splits `ZJ1; soft: default: …` into its clauses; a semicolon in brackets does not part them. */
export function readNote(comment: string): Clause[] {
  return comment.split(/;(?![^()]*\))/).map((clause) => splitKey(clause.trim()));
}

function checkRules(text: string, strict: boolean): string[] {
  const list = /^([^()]+?)(?: \(.+\))?$/.exec(text)?.[1] ?? text;
  return list.split(',').flatMap((part) => {
    const rule = part.trim();
    if (!isRuleId(rule)) return [`"${rule}" is not a source; ${EXPECTED}`];
    return strict && !isKnownRule(rule)
      ? [`rule ${rule} is not one of the rules read from the articles`]
      : [];
  });
}

/** What is wrong with one clause. `strict`: only rules that the articles are known to hold may be cited. */
export function checkClause({ text }: Clause, strict: boolean): string[] {
  const origin = ORIGINS.find((word) => text === word || text.startsWith(`${word}:`));
  if (origin !== undefined) {
    return text.slice(origin.length + 1).trim() === '' ? [`"${text}" says too little; ${EXPECTED}`] : [];
  }
  if (text.startsWith('practice:')) {
    return /^practice: [1-5](\.\d)?(\s.+)?$/.test(text)
      ? []
      : [`"${text}" names no section; expected "practice: 2.1 …"`];
  }
  return checkRules(text, strict);
}

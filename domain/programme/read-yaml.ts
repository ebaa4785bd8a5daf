import { CST, Lexer, parseAllDocuments, type Document } from 'yaml';
import { ProgrammeError } from './problem';

const MAX_BYTES = 200_000;
/** A programme nests six deep; beyond this a file is a mistake or an attack on the parser. */
const MAX_DEPTH = 32;
/** The longest shipped programme has about 500 keys and values; far more would only make the reading slow. */
const MAX_WORDS = 4000;

/** A programme file as text with its structure: the document, where its nodes are, and what its comments say. */
export interface YamlFile {
  readonly file: string;
  readonly document: Document;
  readonly lineOf: LineOf;
  /** The comment at the end of a line, without `#`. Comments on lines of their own are prose and not listed. */
  readonly comments: ReadonlyMap<number, string>;
}

type LineOf = (offset: number) => number;
type Refuse = (line: number, message: string) => never;

/** A function from an offset to its line; the starts of lines are found once and then searched by halving. */
function lineIndex(text: string): LineOf {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function checkCharacters(text: string, lineOf: LineOf, refuse: Refuse): void {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_BYTES) refuse(1, `the file has ${bytes} bytes; expected at most ${MAX_BYTES}`);
  const broken = text.indexOf('\uFFFD');
  if (broken >= 0) refuse(lineOf(broken), 'expected UTF-8 text, found bytes that are not UTF-8');
  const tab = text.indexOf('\t');
  if (tab >= 0) refuse(lineOf(tab), 'found a tab; expected spaces');
  const control = text.split('').findIndex((char) => char < ' ' && char !== '\n' && char !== '\r');
  if (control >= 0) refuse(lineOf(control), 'found a control character; expected plain text');
}

/** Tokens that are not a value: layout, and marks which the lexer makes up and are not in the text. */
const MARKS: readonly (string | null)[] = ['doc-mode', 'flow-error-end', 'scalar'];
const LAYOUT: readonly (string | null)[] = [...MARKS, 'space', 'newline', 'comment', 'byte-order-mark'];

/** Anchors, aliases and tags let a small file unfold into a large or different one, so all are refused. */
const CLEVER: Readonly<Record<string, string>> = {
  anchor: 'anchor',
  alias: 'alias',
  tag: 'tag',
  'directive-line': 'directive',
};
const OPENS: readonly (string | null)[] = ['flow-map-start', 'flow-seq-start'];
const CLOSES: readonly (string | null)[] = ['flow-map-end', 'flow-seq-end'];
const STEPS_ON_ONE_LINE: readonly (string | null)[] = ['seq-item-ind', 'explicit-key-ind'];
const WORDS: readonly (string | null)[] = ['scalar', 'single-quoted-scalar', 'double-quoted-scalar'];

/** Reads the tokens once, before anything recursive does: what the comments at line ends say, and what to refuse. */
function scan(text: string, lineOf: LineOf, refuse: Refuse): Map<number, string> {
  const comments = new Map<number, string>();
  let offset = 0;
  let brackets = 0;
  let steps = 0;
  let words = 0;
  let valueLine = 0;
  let previous: string | null = null;
  for (const source of new Lexer().lex(text)) {
    const type: string | null = previous === 'scalar' ? null : CST.tokenType(source);
    const line = lineOf(offset);
    const clever = type === null ? undefined : CLEVER[type];
    if (clever !== undefined)
      refuse(line, `found the ${clever} ${source}; expected every value written out in full`);
    if (OPENS.includes(type)) brackets += 1;
    if (CLOSES.includes(type)) brackets -= 1;
    if (type === 'newline') steps = 0;
    if (STEPS_ON_ONE_LINE.includes(type)) steps += 1;
    if (brackets + steps > MAX_DEPTH) refuse(line, `lists or maps nest more than ${MAX_DEPTH} deep`);
    if (WORDS.includes(type)) words += 1;
    if (words > MAX_WORDS)
      refuse(line, `the file has more than ${MAX_WORDS} keys and values; expected one programme`);
    if (type === 'comment' && line === valueLine) comments.set(line, source.slice(1).trim());
    if (!MARKS.includes(type)) offset += source.length;
    if (!LAYOUT.includes(type)) valueLine = lineOf(offset);
    previous = type;
  }
  return comments;
}

function parseDocuments(text: string): Document[] {
  const parsed = parseAllDocuments(text, {
    schema: 'core',
    strict: true,
    uniqueKeys: true,
    prettyErrors: false,
  });
  return 'empty' in parsed ? [] : parsed;
}

/** Reads one YAML document of plain maps, lists and values; anything cleverer is refused with its line. */
export function readYaml(text: string, file: string): YamlFile {
  const refuse: Refuse = (line, message) => {
    throw new ProgrammeError([{ file, path: '', line, message }]);
  };
  const lineOf = lineIndex(text);
  checkCharacters(text, lineOf, refuse);
  const comments = scan(text, lineOf, refuse);
  const documents = parseDocuments(text);
  const document = documents[0];
  if (document === undefined) refuse(1, 'the file is empty; expected a programme');
  if (documents.length > 1) {
    refuse(
      lineOf(documents[1]?.range?.[0] ?? 0),
      `found ${documents.length} documents; expected one programme in one file`,
    );
  }
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, code, message }) => ({
      file,
      path: '',
      line: lineOf(pos[0]),
      message:
        code === 'DUPLICATE_KEY'
          ? 'the same key stands twice in this map'
          : `not readable as YAML: ${message.split(' at line')[0]}`,
    }));
    throw new ProgrammeError(problems);
  }
  return { file, document, lineOf, comments };
}

import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type ISectionOptions,
  type Table,
} from 'docx';
import { numberOf, PART_NAMES, PARTS } from '../../domain/bulletin/edition';
import { tablesOfEdition } from '../../domain/bulletin/changes';
import { definitionRows, type BulletinTable } from '../../domain/bulletin/tables';
import { addMs, civilDateOf } from '../../domain/calendar/instant';
import type { Lang } from '../../domain/calendar/limit';
import type { Words } from '../../domain/errors';
import { monthWords } from '../../domain/figures/month';
import type { Edition } from '../../ledger/bulletin/rows';
import {
  CHARACTER,
  DOCUMENT_STYLES,
  headSize,
  SIDEWAYS,
  SIDEWAYS_WIDTH,
  STYLES,
  UPRIGHT,
  UPRIGHT_WIDTH,
} from './document-styles';
import { tableOf } from './document-table';
import { paragraphsOf, runOf } from './document-text';

type Block = Paragraph | Table;

const ORDINALS = ['一', '二', '三', '四', '五'];

const STATE: Readonly<Record<'DRAFT' | 'SIGNED', Words>> = {
  DRAFT: { zh: '（草稿，未签发）', en: '(draft, not signed)' },
  SIGNED: { zh: '（已签发，未发布）', en: '(signed, not published)' },
};

const plain = (text: string, style: string, alignment?: 'center' | 'right'): Paragraph =>
  new Paragraph({ style, children: [runOf(text)], ...(alignment === undefined ? {} : { alignment }) });

/** 2026-11-02 as 2026年11月2日. */
function dayWords(day: string, lang: Lang): string {
  const [year, month, date] = day.split('-').map(Number);
  return lang === 'zh' ? `${year}年${month}月${date}日` : day;
}

/** The name over the head, and of the file. */
export function titleOf({ content, month }: Pick<Edition, 'content' | 'month'>, lang: Lang): string {
  const { name } = content.programme;
  const { zh, en } = monthWords(month);
  return lang === 'zh' ? `关于${zh}${name.zh}推进情况的通报` : `${name.en}: bulletin of ${en}`;
}

function numberLine({ status, year, number }: Edition, lang: Lang): string {
  if (status !== 'PUBLISHED') return STATE[status][lang];
  return year === null || number === null ? '' : numberOf({ year, number });
}

/** Which number this one corrects, or is corrected by. */
function corrections({ correctsNumber, correctedByNumber }: Edition, lang: Lang): Paragraph[] {
  const lines = [
    ...(correctsNumber === null
      ? []
      : [{ zh: `更正${numberOf(correctsNumber)}`, en: `Corrects ${numberOf(correctsNumber)}` }]),
    ...(correctedByNumber === null
      ? []
      : [
          {
            zh: `本期已由${numberOf(correctedByNumber)}更正`,
            en: `Corrected by ${numberOf(correctedByNumber)}`,
          },
        ]),
  ];
  return lines.map((line) => plain(lang === 'zh' ? `（${line.zh}）` : `(${line.en})`, STYLES.note));
}

function front(edition: Edition, lang: Lang): Block[] {
  const head = { zh: `${edition.content.programme.name.zh}通报`, en: 'Bulletin' }[lang];
  return [
    new Paragraph({ style: STYLES.head, children: [runOf(head, { size: headSize(head) })] }),
    plain(numberLine(edition, lang), STYLES.number),
    plain(titleOf(edition, lang), STYLES.title),
    ...corrections(edition, lang),
    plain({ zh: '各镇（街道）：', en: 'To all towns and streets:' }[lang], STYLES.addressee),
  ];
}

const NOTHING: Words = { zh: '无。', en: 'None.' };

/** The five parts; the whole at a glance stands in the first. */
function parts({ parts: texts }: Edition, totals: BulletinTable | undefined, lang: Lang): Block[] {
  return PARTS.flatMap((part, i) => {
    const name = PART_NAMES[part][lang];
    const heading = lang === 'zh' ? `${ORDINALS[i] ?? ''}、${name}` : `${i + 1}. ${name}`;
    const text = texts[part].trim() === '' ? NOTHING[lang] : texts[part];
    return [
      new Paragraph({ heading: HeadingLevel.HEADING_1, children: [runOf(heading)] }),
      ...paragraphsOf(text, STYLES.text),
      ...(part === 'overview' && totals !== undefined
        ? [tableOf(totals.head, totals.rows, UPRIGHT_WIDTH), plain('', STYLES.text)]
        : []),
    ];
  });
}

/** What the whole is about, and of a correction why there is another one. */
function opening(
  { content, month, correctsNumber }: Edition,
  tables: readonly BulletinTable[],
  lang: Lang,
): string {
  const { name } = content.programme;
  const [year, number] = month.split('-').map(Number);
  const as = {
    zh: `${year}年${number}月${name.zh}推进情况通报如下：`,
    en: `This is how ${name.en} went in ${month}.`,
  };
  if (correctsNumber === null) return { zh: `现将${as.zh}`, en: as.en }[lang];
  const [before, annexNo] = [numberOf(correctsNumber), tables.findIndex(({ id }) => id === 'changes') + 1];
  return {
    zh: `${before}通报的部分内容有误，现予更正，更正前后对照见附件${annexNo}。更正后的${as.zh}`,
    en: `Bulletin ${before} was partly wrong and is corrected here; annex ${annexNo} says what has changed. ${as.en}`,
  }[lang];
}

/** What the annexes are called, below the text. */
function annexNames(titles: readonly string[], lang: Lang): Paragraph[] {
  const label = { zh: '附件：', en: 'Annexes: ' }[lang];
  const left = 5 * CHARACTER;
  return titles.map(
    (title, i) =>
      new Paragraph({
        spacing: { before: i === 0 ? 579 : 0 },
        indent:
          i === 0
            ? { left: left + CHARACTER, hanging: 4 * CHARACTER }
            : { left: left + CHARACTER, hanging: CHARACTER },
        children: [runOf(`${i === 0 ? label : ''}${i + 1}.${title}`)],
      }),
  );
}

/** Widths in characters of 3号. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, char) => width + (char > '\u2e7f' ? 1 : 0.5), 0);

const issuerOf = ({ issuer, organisation }: Edition['content'], lang: Lang): string =>
  issuer?.[lang] ?? organisation.name;

/** Whose document it is and of which day: the day ends four characters from the edge, the name stands over its middle. */
function signature({ content, signedAt }: Edition, lang: Lang): Paragraph[] {
  const name = issuerOf(content, lang);
  const day = signedAt === null ? '' : dayWords(civilDateOf(signedAt), lang);
  const right = (indent: number): object => ({
    ...{ alignment: AlignmentType.RIGHT, indent: { right: Math.round(Math.max(0, indent) * CHARACTER) } },
  });
  return [
    new Paragraph({
      ...right(4 + (widthOf(day) - widthOf(name)) / 2),
      spacing: { before: 1158 },
      children: [runOf(name)],
    }),
    new Paragraph({ ...right(4), children: [runOf(day)] }),
  ];
}

function asOf({ content, sha256 }: Edition, lang: Lang): string {
  const last = dayWords(civilDateOf(addMs(content.cutOff, -1)), lang);
  const hash = sha256 === null ? '' : ` SHA-256 ${sha256}`;
  return { zh: `数字截至${last}24时。${hash}`, en: `Figures until 24:00 on ${last}.${hash}` }[lang];
}

interface Annex {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function annex({ title, head, rows }: Annex, i: number, lang: Lang): Block[] {
  return [
    new Paragraph({
      style: STYLES.annex,
      pageBreakBefore: i > 0,
      children: [runOf(lang === 'zh' ? `附件${i + 1}` : `Annex ${i + 1}`)],
    }),
    plain(title, STYLES.annexTitle),
    rows.length === 0 ? plain(NOTHING[lang], STYLES.text) : tableOf(head, rows, SIDEWAYS_WIDTH),
  ];
}

/** — 1 —, outside: to the right on odd pages, to the left on even ones. */
function pageNumber(side: 'left' | 'right'): Footer {
  const indent = { [side]: CHARACTER };
  const children = [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })];
  return new Footer({ children: [new Paragraph({ style: STYLES.page, alignment: side, indent, children })] });
}

/** The whole document. Every table is that of `tablesOfEdition`, cell by cell. */
export function documentOf(edition: Edition, lang: Lang): Promise<Buffer> {
  const [totals, ...tables] = tablesOfEdition(edition, lang);
  const meaning = {
    title: { zh: '指标口径', en: 'What the figures mean' }[lang],
    head: { zh: ['指标', '口径'], en: ['Figure', 'Meaning'] }[lang],
    rows: definitionRows(lang),
  };
  const annexes: Annex[] = [...tables, meaning];
  const titles = annexes.map(({ title }) => title);
  const footers = { default: pageNumber('right'), even: pageNumber('left') };
  const sections: ISectionOptions[] = [
    {
      ...{ properties: UPRIGHT, footers },
      children: [
        ...front(edition, lang),
        ...paragraphsOf(opening(edition, tables, lang), STYLES.text),
        ...parts(edition, totals, lang),
        ...annexNames(titles, lang),
        ...signature(edition, lang),
      ],
    },
    {
      ...{ properties: SIDEWAYS, footers },
      children: [
        ...annexes.flatMap((one, i) => annex(one, i, lang)),
        plain(asOf(edition, lang), STYLES.cell),
      ],
    },
  ];
  const document = new Document({
    ...{ title: titleOf(edition, lang), creator: issuerOf(edition.content, lang) },
    ...{ styles: DOCUMENT_STYLES, evenAndOddHeaderAndFooters: true, sections },
  });
  return Packer.toBuffer(document);
}

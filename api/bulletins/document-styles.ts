import {
  AlignmentType,
  DocumentGridType,
  LineRuleType,
  PageOrientation,
  type IParagraphStyleOptions,
  type ISectionPropertiesOptions,
  type IStylesOptions,
} from 'docx';

/** Names of fonts as Chinese Windows, Word for Mac and WPS have them; nothing is embedded. */
const FONTS = { body: '仿宋', heading: '黑体', title: '方正小标宋简体', page: '宋体' } as const;

/** Sizes of the standard, in half points: 2号, 3号, 4号, 五号. */
const SIZE = { two: 44, three: 32, four: 28, five: 21 } as const;

const RED = 'FF0000';

/** A character of 3号, in twips. */
export const CHARACTER = 320;

/** 22 lines on 225 mm; 28 characters on 156 mm. */
const LINE = 579;
const GRID = { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE, charSpace: -848 };

/** In twips: not every program reads millimetres. */
const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);
const MARGIN = { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(23) };

/** A4 with the margins of GB/T 9704 5.2. Width and height are those of the sheet held upright, in both. */
const A4 = { width: mm(210), height: mm(297) };
export const UPRIGHT: ISectionPropertiesOptions = {
  page: { size: A4, margin: MARGIN },
  grid: GRID,
};
export const SIDEWAYS: ISectionPropertiesOptions = {
  page: {
    size: { ...A4, orientation: PageOrientation.LANDSCAPE },
    margin: { top: mm(28), bottom: mm(26), left: mm(30), right: mm(30), footer: mm(15) },
  },
};

/** Room between the margins, in twips. */
export const UPRIGHT_WIDTH = mm(210 - 28 - 26);
export const SIDEWAYS_WIDTH = mm(297 - 30 - 30);

const east = (eastAsia: string) => ({
  ...{ ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' },
  ...{ eastAsia, hint: 'eastAsia' },
});
const exactly = (line: number, before = 0, after = 0) => ({
  ...{ line, lineRule: LineRuleType.EXACT, before, after },
});

type Style = Required<Pick<IParagraphStyleOptions, 'paragraph' | 'run'>>;
const style = (id: string, { paragraph, run }: Style): IParagraphStyleOptions => ({
  ...{ id, name: id, basedOn: 'Normal', quickFormat: true },
  ...{ paragraph, run },
});

/** What a paragraph is called in the file. */
export const STYLES = {
  head: 'BulletinHead',
  number: 'BulletinNumber',
  title: 'BulletinTitle',
  note: 'BulletinNote',
  addressee: 'BulletinAddressee',
  text: 'BulletinText',
  annex: 'BulletinAnnex',
  annexTitle: 'BulletinAnnexTitle',
  cell: 'BulletinCell',
  page: 'BulletinPage',
} as const;

const CENTRE = { alignment: AlignmentType.CENTER };
const RULE = { bottom: { style: 'single', color: RED, size: 18, space: 12 } } as const;

export const DOCUMENT_STYLES: IStylesOptions = {
  default: {
    document: {
      run: {
        ...{ font: east(FONTS.body), size: SIZE.three },
        language: { value: 'en-US', eastAsia: 'zh-CN' },
      },
      paragraph: { spacing: exactly(LINE) },
    },
    heading1: {
      run: { font: east(FONTS.heading), size: SIZE.three, color: '000000' },
      paragraph: { indent: { firstLine: 2 * CHARACTER, firstLineChars: 200 }, keepNext: true },
    },
  },
  paragraphStyles: [
    style(STYLES.head, {
      paragraph: { ...CENTRE, spacing: exactly(1_200) },
      run: { font: east(FONTS.title), color: RED },
    }),
    style(STYLES.number, { paragraph: { ...CENTRE, spacing: exactly(LINE, LINE), border: RULE }, run: {} }),
    style(STYLES.title, {
      paragraph: { ...CENTRE, spacing: exactly(700, 2 * LINE) },
      run: { font: east(FONTS.title), size: SIZE.two },
    }),
    style(STYLES.note, { paragraph: CENTRE, run: {} }),
    style(STYLES.addressee, { paragraph: { spacing: exactly(LINE, LINE) }, run: {} }),
    style(STYLES.text, {
      paragraph: {
        alignment: AlignmentType.BOTH,
        indent: { firstLine: 2 * CHARACTER, firstLineChars: 200 },
      },
      run: {},
    }),
    style(STYLES.annex, { paragraph: {}, run: { font: east(FONTS.heading) } }),
    style(STYLES.annexTitle, {
      paragraph: { ...CENTRE, spacing: exactly(700, 0, 200), keepNext: true },
      run: { font: east(FONTS.title), size: 36 },
    }),
    style(STYLES.cell, {
      paragraph: { ...CENTRE, spacing: exactly(320, 30, 30) },
      run: { size: SIZE.five },
    }),
    style(STYLES.page, { paragraph: {}, run: { font: east(FONTS.page), size: SIZE.four } }),
  ],
};

/** The red head is as large as fits on one line, in half points: at most 小初 and a little. */
export const headSize = (text: string): number =>
  Math.max(SIZE.three, Math.min(90, Math.floor(884 / Math.max(1, Array.from(text).length))));

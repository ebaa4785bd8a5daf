import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { STYLES } from './document-styles';
import { runOf } from './document-text';

const NUMBER = /^[-+–\d][-+–\d./%]*$/;

/** Narrowest and widest column, in Latin characters. */
const [NARROW, WIDE] = [6, 30];

/** Chinese characters take twice the room of Latin ones. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, char) => width + (char > '\u2e7f' ? 2 : 1), 0);

/** Room for each column by its longest cell; titles may break. */
function columnWidths(head: readonly string[], rows: readonly (readonly string[])[], room: number): number[] {
  const wanted = head.map((title, i) => {
    const longest = Math.max(widthOf(title) / 2.5, ...rows.map((row) => widthOf(row[i] ?? '')));
    return Math.min(WIDE, Math.max(NARROW, longest));
  });
  const all = wanted.reduce((sum, width) => sum + width, 0);
  return wanted.map((width) => Math.floor((width / all) * room));
}

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly bold: boolean;
}

function cell({ text, width, bold }: Cell): TableCell {
  const alignment = bold || NUMBER.test(text) ? AlignmentType.CENTER : AlignmentType.LEFT;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 60, right: 60 },
    children: [
      new Paragraph({ style: STYLES.cell, alignment, children: [runOf(text, bold ? { bold } : {})] }),
    ],
  });
}

/** A table of exactly these cells; its titles stand on every page, and no line is broken over two. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[], room: number): Table {
  const widths = columnWidths(head, rows, room);
  const line = (texts: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: widths.map((width, i) => cell({ text: texts[i] ?? '', width, bold: isHead })),
    });
  return new Table({
    ...{ layout: TableLayoutType.FIXED, columnWidths: widths },
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    rows: [line(head, true), ...rows.map((row) => line(row, false))],
  });
}

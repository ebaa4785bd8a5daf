import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { createChance } from './life/chance';

/** A document of the demo, as it would lie in the file store. */
export interface DemoDocument {
  type: 'image/png' | 'application/pdf' | 'text/plain';
  bytes: Buffer;
}

/** The same name always gives the same bytes: pictures and PDFs are made, never loaded. */
export async function demoDocument(name: string, kind: string): Promise<DemoDocument> {
  if (name.endsWith('.png')) return { type: 'image/png', bytes: await picture(name) };
  if (name.endsWith('.pdf'))
    return { type: 'application/pdf', bytes: pdf([stem(name), `演示材料：${kind}`]) };
  return { type: 'text/plain', bytes: Buffer.from(`${stem(name)}\n演示材料：${kind}\n`) };
}

const stem = (name: string): string => name.slice(0, name.lastIndexOf('.'));

/** A house with lit windows, drawn after the name: small, and plainly no photo of anybody. */
async function picture(name: string): Promise<Buffer> {
  const chance = createChance(createHash('sha256').update(name).digest().readInt32BE(0));
  const hue = chance.between(0, 359);
  const windows = Array.from({ length: 24 }, (_, i) => {
    const lit = chance.happens(60) ? '#ffd98a' : '#5b6b7a';
    return `<rect x="${72 + (i % 6) * 30}" y="${64 + Math.floor(i / 6) * 34}" width="18" height="22" fill="${lit}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240">
    <rect width="320" height="240" fill="hsl(${hue},45%,82%)"/>
    <rect y="200" width="320" height="40" fill="hsl(${(hue + 90) % 360},25%,55%)"/>
    <rect x="60" y="50" width="200" height="160" fill="hsl(${(hue + 180) % 360},20%,70%)"/>${windows.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toBuffer();
}

/** Chinese text as PDF wants it: UTF-16, most significant byte first, in hexadecimal. */
const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

/** One page of lines in a Chinese font that every reader has; nothing is embedded, so a page takes a kilobyte. */
function pdf(lines: readonly string[]): Buffer {
  const drawn = lines.map(
    (line, i) => `BT /F1 ${i === 0 ? 20 : 12} Tf 72 ${740 - i * 36} Td <${hex(line)}> Tj ET`,
  );
  const page = deflateSync(drawn.join('\n'));
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 7 0 R >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 6 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    `<< /Length ${page.length} /Filter /FlateDecode >>\nstream\n${page.toString('latin1')}\nendstream`,
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${body}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}

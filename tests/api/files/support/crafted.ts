import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** One part of a zip; `declared` is the size its table of contents pretends. */
export interface Part {
  name: string;
  content: Buffer | string;
  declared?: number;
  flags?: number;
}

const uint16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

/** Writes a zip by hand, so that it can be written wrongly. */
export function zip(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = [];
  const contents: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declared, flags = 0x800 } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const fileName = Buffer.from(name);
    const about = [
      ...[uint16(20), uint16(flags), uint16(8), uint16(0), uint16(0), uint32(crc32(bytes))],
      ...[uint32(packed.length), uint32(declared ?? bytes.length), uint16(fileName.length), uint16(0)],
    ];
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), ...about, fileName, packed]);
    const rest = [uint16(0), uint16(0), uint16(0), uint32(0), uint32(offset), fileName];
    contents.push(Buffer.concat([Buffer.from('PK\x01\x02'), uint16(20), ...about, ...rest]));
    bodies.push(body);
    offset += body.length;
  }
  const table = Buffer.concat(contents);
  const count = uint16(parts.length);
  const end = [
    Buffer.from('PK\x05\x06'),
    uint16(0),
    uint16(0),
    count,
    count,
    uint32(table.length),
    uint32(offset),
  ];
  return Buffer.concat([...bodies, table, ...end, uint16(0)]);
}

const MAIN = {
  docx: ['word/document.xml', 'wordprocessingml.document.main+xml'],
  xlsx: ['xl/workbook.xml', 'spreadsheetml.sheet.main+xml'],
} as const;

/** A document as Office writes it, as far as we look; `extra` parts come on top. */
export function office(kind: keyof typeof MAIN, extra: readonly Part[] = [], contentTypes = ''): Buffer {
  const [main, type] = MAIN[kind];
  const types = `<?xml version="1.0"?><Types><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}"/>${contentTypes}</Types>`;
  return zip([
    { name: '[Content_Types].xml', content: types },
    { name: main, content: '<document>小区车棚改造方案</document>' },
    ...extra,
  ]);
}

/** A picture of some colour; no two seeds give the same bytes. */
export function picture(kind: 'jpeg' | 'png' | 'webp', seed = 1): Promise<Buffer> {
  const background = { r: seed % 256, g: 90, b: 120 };
  return sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .toFormat(kind)
    .toBuffer();
}

/** A PNG whose header promises any number of pixels. */
export function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const chunk = (type: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    const sum = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named) >>> 0);
    return Buffer.concat([length, named, sum]);
  };
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The boxes of a HEIC picture that say what it is and how large. */
export function heic(width: number, height: number): Buffer {
  const box = (type: string, ...content: Buffer[]): Buffer => {
    const inside = Buffer.concat(content);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(inside.length + 8);
    return Buffer.concat([length, Buffer.from(type), inside]);
  };
  const size = Buffer.alloc(12);
  size.writeUInt32BE(width, 4);
  size.writeUInt32BE(height, 8);
  return Buffer.concat([
    box('ftyp', Buffer.from('heic\0\0\0\0mif1heic')),
    box('meta', Buffer.alloc(4), box('iprp', box('ipco', box('ispe', size)))),
    box('mdat', Buffer.alloc(64, 7)),
  ]);
}

export const pdf = (words = 'acceptance'): Buffer =>
  Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Title (${words}) >>\nendobj\ntrailer\n<<>>\n%%EOF\n`);

/** The beginning of a Linux program. */
export const elf = (): Buffer =>
  Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(200, 1)]);

/** The beginning of a Windows program. */
export function windowsProgram(): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write('MZ');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('PE\0\0', 0x80, 'latin1');
  return bytes;
}

/** What Office writes for a document with a password, and wrote for all documents once. */
export const compoundFile = (): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)]);

/** 30 MiB that unfold from some 30 kB. */
export const bomb = (declared?: number): Part => ({
  name: 'word/media/image1.xml',
  content: Buffer.alloc(30 * 1024 * 1024),
  ...(declared !== undefined && { declared }),
});

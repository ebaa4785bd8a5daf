import { checkFile } from '../../../api/files/check';
import type { FileFault } from '../../../api/files/refuse-file';
import { isRefusal } from '../../../domain/errors';
import * as crafted from '../../api/files/support/crafted';

async function reasonOf(bytes: Buffer, name: string): Promise<string> {
  try {
    return `taken as ${(await checkFile(bytes, name)).type}`;
  } catch (error) {
    if (isRefusal(error) && error.code === 'file-refused') return String(error.details['reason']);
    throw error;
  }
}

describe('what is taken', () => {
  it.each([
    ['a photo', () => crafted.picture('jpeg'), '现场.JPG', 'image/jpeg', '现场.JPG'],
    ['a photo under its long ending', () => crafted.picture('jpeg'), 'a.jpeg', 'image/jpeg', 'a.jpeg'],
    ['a screenshot', () => crafted.picture('png'), 'a.png', 'image/png', 'a.png'],
    ['a WebP picture', () => crafted.picture('webp'), 'a.webp', 'image/webp', 'a.webp'],
    ['a photo of an iPhone', () => crafted.heic(4032, 3024), 'IMG_1.HEIC', 'image/heic', 'IMG_1.HEIC'],
    ['a scan', crafted.pdf, '验收单.pdf', 'application/pdf', '验收单.pdf'],
    ['a name without an ending', crafted.pdf, '验收单', 'application/pdf', '验收单.pdf'],
    ['text', () => Buffer.from('\uFEFF会议记录\r\n一、车棚\t通过\n'), '记录.txt', 'text/plain', '记录.txt'],
    ['a table as text', () => Buffer.from('name,票数\n车棚,53\n'), 'a.csv', 'text/csv', 'a.csv'],
    ['text that begins like a bitmap', () => Buffer.from('BM的会议记录'), 'a.txt', 'text/plain', 'a.txt'],
    ['text that begins like a script', () => Buffer.from('#!/bin/sh\nls\n'), 'a.txt', 'text/plain', 'a.txt'],
  ])('%s', async (_what, make, sent, type, name) => {
    expect(await checkFile(await make(), sent)).toEqual({ type, name });
  });

  it.each(['docx', 'xlsx'] as const)('a %s with pictures and folders', async (kind) => {
    const bytes = crafted.office(kind, [
      { name: 'word/media/', content: '' },
      { name: 'word/media/image1.png', content: await crafted.picture('png') },
    ]);
    expect((await checkFile(bytes, `方案.${kind}`)).name).toBe(`方案.${kind}`);
  });
});

describe('what is refused, whatever it is called', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, string, FileFault]>([
    ['nothing', () => Buffer.alloc(0), 'a.jpg', 'empty'],
    ['a Linux program', crafted.elf, 'photo.jpg', 'type-not-accepted'],
    ['a Linux program called text', crafted.elf, 'photo.txt', 'type-not-accepted'],
    ['a Windows program', crafted.windowsProgram, 'photo.jpg', 'type-not-accepted'],
    ['a script with a picture name', () => Buffer.from('#!/bin/sh\nrm -r x\n'), 'photo.jpg', 'name-differs'],
    ['a page', () => Buffer.from('<!doctype html><script>1</script>'), 'a.html', 'name-differs'],
    [
      'a drawing with code',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'a.svg',
      'name-differs',
    ],
    ['a GIF', () => Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), 'a.gif', 'type-not-accepted'],
    ['a PNG called JPEG', () => crafted.picture('png'), 'a.jpg', 'name-differs'],
    ['a PDF called text', crafted.pdf, 'a.txt', 'name-differs'],
    [
      'a PDF whose mark is not at its start',
      () => Buffer.from(`MZ\0\0${crafted.pdf().toString()}`),
      'a.pdf',
      'type-not-accepted',
    ],
    ['text in an old encoding', () => Buffer.from([0xd0, 0xa1, 0xc7, 0xf8, 0x0a]), 'a.csv', 'text-not-utf-8'],
    ['text with control characters', () => Buffer.from('a\u0001b'), 'a.txt', 'text-not-utf-8'],
    ['noise without an ending', () => Buffer.from([0xff, 0xfe, 0, 1, 2, 0x9c]), 'noise', 'type-not-accepted'],
    [
      'a picture cut off in its header',
      async () => (await crafted.picture('png')).subarray(0, 30),
      'a.png',
      'picture-broken',
    ],
    ['a PNG of 60,000 × 60,000', () => crafted.hugePng(60_000, 60_000), 'a.png', 'picture-too-large'],
    ['a HEIC of 60,000 × 60,000', () => crafted.heic(60_000, 60_000), 'a.heic', 'picture-too-large'],
    ['a HEIC without a size', () => crafted.heic(0, 0), 'a.heic', 'picture-broken'],
    ['an old or protected Office file', crafted.compoundFile, 'a.docx', 'old-office-or-password'],
    [
      'a zip that is no document',
      () => crafted.zip([{ name: 'a.exe', content: 'x' }]),
      'a.docx',
      'type-not-accepted',
    ],
    ['a cut-off document', () => crafted.office('docx').subarray(0, -30), 'a.docx', 'document-broken'],
    ['a DOCX called XLSX', () => crafted.office('docx'), 'a.xlsx', 'name-differs'],
    ['a zip bomb', () => crafted.office('docx', [crafted.bomb()]), 'a.docx', 'document-too-large'],
    [
      'a zip bomb that lies about its size',
      () => crafted.office('docx', [crafted.bomb(1000)]),
      'a.docx',
      'document-broken',
    ],
    [
      'macros',
      () => crafted.office('xlsx', [{ name: 'xl/vbaProject.bin', content: 'x' }]),
      'a.xlsx',
      'document-macros',
    ],
    [
      'macros under another name',
      () =>
        crafted.office(
          'docx',
          [{ name: 'word/x.bin', content: 'x' }],
          '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
        ),
      'a.docx',
      'document-macros',
    ],
    [
      'encrypted parts',
      () => crafted.office('docx', [{ name: 'word/a.xml', content: 'x', flags: 0x801 }]),
      'a.docx',
      'document-encrypted',
    ],
    [
      'parts that climb out',
      () => crafted.office('docx', [{ name: '../../etc/passwd', content: 'x' }]),
      'a.docx',
      'document-broken',
    ],
  ])('%s', async (_what, make, name, reason) => {
    expect(await reasonOf(await make(), name)).toBe(reason);
  });

  it('a document of more parts than anybody writes', async () => {
    const parts = Array.from({ length: 5_001 }, (_, i) => ({ name: `word/${i}.xml`, content: '' }));
    expect(await reasonOf(crafted.office('docx', parts), 'a.docx')).toBe('document-too-large');
  });
});

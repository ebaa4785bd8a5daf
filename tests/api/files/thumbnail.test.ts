import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { objectName } from '../../../ledger/files/store';
import * as crafted from './support/crafted';
import { evidenceWorld, upload, type EvidenceWorld } from './support/evidence-world';

let world: EvidenceWorld;
beforeAll(async () => (world = await evidenceWorld()));
afterAll(() => world.stop());

/** A photo as a phone takes it: lying on its side, with the place and the phone in it. */
function photo(): Promise<Buffer> {
  return sharp({ create: { width: 1200, height: 900, channels: 3, background: { r: 90, g: 120, b: 60 } } })
    .withExif({
      IFD0: { Make: 'Phone', Orientation: '6' },
      IFD3: { GPSLatitude: '31/1 52/1 0/1', GPSLatitudeRef: 'N' },
    })
    .jpeg()
    .toBuffer();
}

const small = (fileId: string, token = world.officer, headers: Record<string, string> = {}) =>
  fetch(`${world.api.url}/api/v1/cases/${world.caseId}/files/${fileId}/thumbnail`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
  });

describe('the small picture of a photo', () => {
  it('is small, says nothing of the camera or the place, and is not recorded as a download', async () => {
    const bytes = await photo();
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    const { body } = await upload(world, bytes, { name: '现场.jpg' });
    const shown = await fetch(`${world.api.url}/api/v1/cases/${world.caseId}`, {
      headers: { authorization: `Bearer ${world.colleague}` },
    });
    const { files } = (await shown.json()) as { files: { fileId: string; thumbnail: string | null }[] };
    const path = `/api/v1/cases/${world.caseId}/files/${body.fileId}/thumbnail`;
    expect(files.find(({ fileId }) => fileId === body.fileId)).toMatchObject({ thumbnail: path });
    const got = await small(body.fileId, world.colleague);
    expect([got.status, got.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const picture = Buffer.from(await got.arrayBuffer());
    const found = await sharp(picture).metadata();
    expect(found).toMatchObject({ format: 'webp', width: 208, height: 208 });
    expect([found.exif, found.xmp, found.iptc, found.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(picture.length).toBeLessThan(bytes.length);
    expect(await world.api.prisma.auditRecord.count({ where: { subject: body.fileId } })).toBe(0);
  });

  it('is kept by the browser, which asks each time whether it may still be seen', async () => {
    const { body } = await upload(world, await crafted.picture('png', 41));
    const first = await small(body.fileId);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const again = await small(body.fileId, world.officer, { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await small(body.fileId, world.elsewhere, { 'if-none-match': etag })).status).toBe(404);
  });

  it('there is none of a document, of HEIC, and of a picture that is broken inside', async () => {
    const broken = crafted.hugePng(30, 30);
    for (const [bytes, name] of [
      [crafted.pdf('none'), 'a.pdf'],
      [crafted.heic(40, 30), 'a.heic'],
      [broken, 'a.png'],
    ] as const) {
      const { body, status } = await upload(world, bytes, { kind: 'other', name });
      expect([name, status]).toEqual([name, 201]);
      expect([name, (await small(body.fileId)).status]).toEqual([name, 404]);
    }
  });

  it('is not made of a content that was changed behind our back', async () => {
    const bytes = await crafted.picture('png', 42);
    const { body } = await upload(world, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(world.folder, objectName(sha256)), await crafted.picture('png', 43));
    expect((await small(body.fileId)).status).toBe(500);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { hasChinese } from '../../../api/input-words';
import { parseInput } from '../../../api/input';
import { isRefusal } from '../../../domain/errors';

const ROOT = resolve(__dirname, '../../..');

/** Every text in the schemas of the API and of the commands that says what was expected. */
function said(): string[] {
  return ['api', 'domain/case'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && file !== 'input-words.ts')
      .flatMap((file) => [...readFileSync(join(ROOT, folder, file), 'utf8').matchAll(/'(expected [^']+)'/g)])
      .map(([, text = '']) => text),
  );
}

it('has Chinese for everything that our own schemas say', () => {
  const texts = said();
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.filter((text) => !hasChinese(text))).toEqual([]);
});

it('words a fault in the language of the request, ours as those of zod', () => {
  const schema = z.strictObject({
    day: z.string().refine(() => false, 'expected a date that exists, as YYYY-MM-DD'),
    size: z.int(),
  });
  const faults = (language: 'zh' | 'en'): unknown => {
    try {
      return parseInput(schema, { day: '2026-02-30', size: 'x' }, '', language);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return error.details.errors?.map(({ message }) => message);
    }
  };
  expect(faults('zh')).toEqual([
    '应为存在的日期，格式为 YYYY-MM-DD',
    expect.stringMatching(/^[\u4e00-\u9fff]/),
  ]);
  expect(faults('en')).toEqual([
    'expected a date that exists, as YYYY-MM-DD',
    expect.stringMatching(/^Invalid input/),
  ]);
});

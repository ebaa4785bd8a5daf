import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProgramme } from '../../../../domain/programme/parse';

const SMALL = readFileSync(join(__dirname, '../../../fixtures/programmes/small.yaml'), 'utf8');
const withTolerance = (value: string) =>
  parseProgramme(
    SMALL.replace('merge-allowed:', `lateness-tolerance: ${value} # default: not stated\nmerge-allowed:`),
    'small.yaml',
  ).programme['lateness-tolerance'];

it('is a number of seconds, or left to the product', () => {
  expect(withTolerance('60')).toBe(60);
  expect(parseProgramme(SMALL, 'small.yaml').programme['lateness-tolerance']).toBeUndefined();
});

it.each(['0', '-5', '1.5', '86401', 'soon'])('is not %s', (value) => {
  expect(() => withTolerance(value)).toThrow(/lateness-tolerance/);
});

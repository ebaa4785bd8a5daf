import { limitFor, pathChoices, stagePath, type PathChoice } from '../../../../domain/programme/path';
import { parseProgramme } from '../../../../domain/programme/parse';
import { fixtureText } from './programme-files';

const { programme, sources } = parseProgramme(fixtureText('eighth'), 'eighth.yaml');
const path = (choice: PathChoice) => stagePath(programme, choice).map(({ id }) => id);

describe('an eighth programme, invented and added as a file only', () => {
  test('has eight ways through: two kinds, the standard track and one more, two grades', () => {
    expect(pathChoices(programme)).toHaveLength(8);
  });

  test('an ordinary project passes every stage', () => {
    expect(path({ kind: 'PROJECT', track: null, grade: 'ordinary' })).toEqual(
      programme.stages.map(({ id }) => id),
    );
  });

  test('a pressing project leaves out both meetings and the ballot', () => {
    expect(path({ kind: 'PROJECT', track: null, grade: 'pressing' })).toEqual([
      'desk',
      'first-look',
      'notice',
      'decide',
      'advance',
      'do',
      'ask',
      'look',
      'books',
      'done',
    ]);
  });

  test('an ordinary matter goes before both meetings and meets no money', () => {
    expect(path({ kind: 'MATTER', track: null, grade: 'ordinary' })).toEqual([
      'desk',
      'first-look',
      'both-houses',
      'do',
      'ask',
      'done',
    ]);
  });

  test('a case not yet graded still begins at the desk', () => {
    expect(path({ kind: 'MATTER', track: null, grade: null })[0]).toBe('desk');
  });

  test('limits by track, shares and caps are read as values', () => {
    const look = programme.stages.find(({ id }) => id === 'first-look');
    expect(look && limitFor(look, 'small')).toEqual({ amount: 4, unit: 'hour' });
    expect(look && limitFor(look, null)).toEqual({ amount: 3, unit: 'workday' });
    expect(look && limitFor(look, 'constructor')).toEqual({ amount: 3, unit: 'workday' });
    const meetings = programme.stages.find(({ id }) => id === 'both-houses');
    expect(meetings).toMatchObject({
      bodies: [
        {
          id: 'households',
          quorum: { num: 1, den: 2, strict: false },
          majority: { num: 1, den: 2, strict: true },
        },
        {
          id: 'elders',
          quorum: { num: 3, den: 4, strict: false },
          majority: { num: 2, den: 3, strict: false },
        },
      ],
    });
    expect(programme.caps).toEqual([{ per: 'project', amount: 60_000, soft: false }]);
    expect(sources['caps.0.amount']).toBe('doc: 邻里实事办法 5');
  });
});

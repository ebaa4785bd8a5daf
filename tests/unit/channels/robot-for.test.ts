import fc from 'fast-check';
import { robotFor, robotKey, robotOf } from '../../../activities/channels/robots/robot-for';

describe('robotFor', () => {
  const robots = new Set(['zjg', 'zjg-jingkai']);

  it.each([
    [['tanglian', 'zjg-jingkai', 'zjg'], 'zjg-jingkai'],
    [['zjg-jingkai', 'zjg'], 'zjg-jingkai'],
    [['daxin', 'zjg-daxin', 'zjg'], 'zjg'],
    [['taoshatang', 'nc-nanpu', 'nc'], null],
    [[], null],
  ])('%j has %s', (path, robot) => {
    expect(robotFor(robots, path)).toBe(robot);
  });

  it('is the nearest that is configured', () => {
    const id: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(fc.uniqueArray(id), fc.uniqueArray(id), (configured, path) => {
        const robot = robotFor(new Set(configured), path);
        const nearer = robot === null ? path : path.slice(0, path.indexOf(robot));
        expect(nearer.filter((each) => configured.includes(each))).toEqual([]);
        if (robot !== null) expect(configured).toContain(robot);
      }),
    );
  });
});

describe('the key of a robot', () => {
  it('leads back to its name, and a person has none', () => {
    expect(robotOf(robotKey('zjg'))).toBe('zjg');
    expect(robotOf('person:zjg')).toBeNull();
    expect(robotOf('robot:')).toBeNull();
  });
});

import type { Words } from './errors';
import { roleName } from './role-names';
import type { Access } from './permissions';

const WHERE: Readonly<Record<Extract<Access, { who: 'posts' }>['where'], (zh: string, en: string) => Words>> =
  {
    anywhere: (zh, en) => ({ zh: `需要任${zh}。`, en: `This needs a post as ${en}.` }),
    row: (zh, en) => ({ zh: `需要任${zh}。`, en: `This needs a post as ${en}.` }),
    city: (zh, en) => ({
      zh: `需要在市级（没有上级市的，在最高一级）任${zh}。`,
      en: `This needs a post as ${en} of a city, or at the top of a tree that has no city.`,
    }),
    organisation: (zh, en) => ({
      zh: `需要在所填的组织或其上级任${zh}。`,
      en: `This needs a post as ${en} at the organisation that is named, or above it.`,
    }),
  };

/**
 * Which post an operation needs, for somebody who has none that counts. Says nothing of what there is: the same for an
 * organisation that exists and for one that does not.
 */
export function neededPosts({ roles, where }: Extract<Access, { who: 'posts' }>): Words {
  const names = roles.map(roleName);
  const [last, ...others] = names.map(({ en }) => en).reverse();
  const en = others.length === 0 ? (last ?? '') : `${others.reverse().join(', ')} or ${last ?? ''}`;
  return WHERE[where](
    names
      .map(({ zh }) => zh)
      .join('、')
      .replace(/、([^、]*)$/, '或$1'),
    en,
  );
}

import { isDeepStrictEqual } from 'node:util';
import type { Words } from '../errors';
import { RHYTHM_WORDS } from './render-words';
import type { Programme, Stage } from './schema';

const listed = (names: readonly Words[]): Words => ({
  zh: names.map(({ zh }) => zh).join('、'),
  en: names.map(({ en }) => en).join(', '),
});

const about = (zh: string, en: string, names: readonly Words[]): Words[] => {
  if (names.length === 0) return [];
  const all = listed(names);
  return [{ zh: `${zh}：${all.zh}`, en: `${en}: ${all.en}` }];
};

/** Stages of one version that another does not have. */
const stagesOnlyIn = (one: Programme, other: Programme): Stage[] =>
  one.stages.filter(({ id }) => !other.stages.some((stage) => stage.id === id));

/** Documents that the newer version asks for at a stage that both have. */
function papers(older: Programme, newer: Programme): Words[] {
  const asked = newer.stages.flatMap(({ id, evidence }) => {
    const before = older.stages.find((stage) => stage.id === id);
    return before === undefined ? [] : evidence.filter((kind) => !before.evidence.includes(kind));
  });
  return [...new Set(asked)].map(
    (kind) => newer.documents.find(({ id }) => id === kind)?.name ?? { zh: kind, en: kind },
  );
}

function supervised({ supervision: older }: Programme, { supervision: newer }: Programme): Words[] {
  const [before, after] = [older.inspection, newer.inspection];
  const rhythm = after === undefined ? null : RHYTHM_WORDS[after.every];
  return [
    ...(rhythm !== null && before?.every !== after?.every
      ? [
          before === undefined
            ? { zh: `${rhythm.zh}的定期检查`, en: `regular inspections, ${rhythm.en}` }
            : { zh: `定期检查改为${rhythm.zh}`, en: `regular inspections ${rhythm.en} instead` },
        ]
      : []),
    ...(before !== undefined &&
    after !== undefined &&
    !isDeepStrictEqual(before['check-lists'], after['check-lists'])
      ? [{ zh: '新的检查清单', en: 'the new check lists' }]
      : []),
    ...(older.rectification === undefined && newer.rectification !== undefined
      ? [{ zh: '登记问题和限期整改', en: 'findings that are put right within a limit' }]
      : []),
    ...(older.opinions === undefined && newer.opinions !== undefined
      ? [{ zh: '监督意见的答复时限', en: 'a limit for answering supervision opinions' }]
      : []),
  ];
}

/**
 * What open cases of an older version do without when a newer one is in force, because a case keeps the version that it
 * started under (design: words). Limits that run already are not here: a leader can have them taken over.
 */
export function staysWithout(older: Programme, newer: Programme): Words[] {
  const followed = newer.grades.filter(
    (grade) =>
      grade['follow-up-every'] !== undefined &&
      older.grades.find(({ id }) => id === grade.id)?.['follow-up-every'] === undefined,
  );
  const names = (all: readonly { name: Words }[]): Words[] => all.map(({ name }) => name);
  return [
    ...supervised(older, newer),
    ...about('新增的环节', 'new stages', names(stagesOnlyIn(newer, older))),
    ...about(
      '取消的环节（仍要经过）',
      'stages that are gone (they still go through them)',
      names(stagesOnlyIn(older, newer)),
    ),
    ...about('新要求的材料', 'documents newly asked for', papers(older, newer)),
    ...about('新的定期跟进', 'follow-ups newly asked for', names(followed)),
    ...(isDeepStrictEqual(older.caps, newer.caps) ? [] : [{ zh: '新的限额', en: 'the new caps' }]),
  ];
}

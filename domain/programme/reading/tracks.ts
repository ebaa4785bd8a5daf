import { postName, type Both } from '../render-words';
import type { Programme, Stage } from '../schema';
import { ladderName, limitWords, trackName } from './names';
import { both, listed, type ReadingTable, type Say, type Statement } from './statement';

/** Which cases go faster, and what that means at each stage. */
export function tracksTable(programme: Programme, say: Say): ReadingTable {
  const { stages, tracks } = programme;
  return {
    id: 'tracks',
    title: { zh: '通道', en: 'Tracks' },
    about: [],
    columns: [
      { zh: '通道', en: 'Track' },
      { zh: '适用条件', en: 'For cases that are' },
      { zh: '办理时限', en: 'Limits' },
      { zh: '启动时限', en: 'Opened within' },
      { zh: '催办', en: 'Reminders' },
      { zh: '不经过的环节', en: 'Without the stages' },
    ],
    rows: Object.entries(tracks).map(([id, { any }]) => ({
      id,
      name: say(trackName(id), `tracks.${id}`),
      cells: [
        [say(either(any.map(conditionWords)), `tracks.${id}`)],
        timesOf(stages, 'limit-on-track', id, say),
        timesOf(stages, 'open-within-on-track', id, say),
        stages.flatMap((stage) => {
          const ladder = stage['ladder-on-track']?.[id];
          if (ladder === undefined) return [];
          const path = `stages.${stage.id}.ladder-on-track.${id}`;
          return [say(at(stage, ladderName(programme, ladder)), path)];
        }),
        without(stages, id, say),
      ],
    })),
  };
}

type Condition = Programme['tracks'][string]['any'][number];

function conditionWords(condition: Condition): Both {
  if ('urgent' in condition) return { zh: '急办', en: 'urgent' };
  const yuan = condition['budget-below'].toLocaleString('en-US');
  return {
    zh: `预算低于 ${yuan} 元（不含）`,
    en: `budget below ${yuan} yuan (exactly that is not below)`,
  };
}

const either = (conditions: readonly Both[]): Both => ({
  zh: conditions.map(({ zh }) => zh).join('，或'),
  en: conditions.map(({ en }) => en).join(', or '),
});

const at = ({ name }: Stage, words: Both): Both => ({
  zh: `${name.zh} ${words.zh}`,
  en: `${name.en}: ${words.en}`,
});

type ByTrackOrGrade = 'limit-on-track' | 'open-within-on-track' | 'open-within-on-grade';

function timesOf(stages: readonly Stage[], key: ByTrackOrGrade, id: string, say: Say): Statement[] {
  return stages.flatMap((stage) => {
    const limit = stage[key]?.[id];
    return limit === undefined ? [] : [say(at(stage, limitWords(limit)), `stages.${stage.id}.${key}.${id}`)];
  });
}

function without(stages: readonly Stage[], id: string, say: Say): Statement[] {
  return stages.flatMap((stage) => {
    const { except, only } = stage;
    if (except?.track?.includes(id)) return [say(stage.name, `stages.${stage.id}.except`)];
    const isForOthers = only?.track !== undefined && !only.track.includes(id);
    return isForOthers ? [say(stage.name, `stages.${stage.id}.only`)] : [];
  });
}

/** Urgency (红橙绿): how long the whole case may take, or how often it is followed up. */
export function gradesTable(programme: Programme, say: Say): ReadingTable {
  const { grades, stages } = programme;
  const owner = programme['grade-owner'];
  const who = (words: Both): Both => ({
    zh: `由${words.zh}定级并跟进`,
    en: `set and followed up by the ${words.en}`,
  });
  return {
    id: 'grades',
    title: { zh: '分级', en: 'Grades of urgency' },
    about: owner === undefined ? [] : [say(who(postName(owner)), 'grade-owner')],
    columns: [
      { zh: '分级', en: 'Grade' },
      { zh: '全程时限', en: 'Limit of the whole case' },
      { zh: '定期跟进', en: 'Followed up' },
      { zh: '启动时限', en: 'Stages opened within' },
      { zh: '催办', en: 'Reminders' },
    ],
    rows: grades.map(({ id, name, limit, 'follow-up-every': every, ladder }) => ({
      id,
      name: say(name, `grades.${id}`),
      cells: [
        limit === undefined ? [] : [say(limitWords(limit), `grades.${id}.limit`)],
        every === undefined
          ? []
          : [
              say(
                both((lang) =>
                  lang === 'zh' ? `每${limitWords(every).zh}跟进` : `every ${limitWords(every).en}`,
                ),
                `grades.${id}.follow-up-every`,
              ),
            ],
        timesOf(stages, 'open-within-on-grade', id, say),
        ladder === undefined ? [] : [say(listed([ladderName(programme, ladder)]), `grades.${id}.ladder`)],
      ],
    })),
  };
}

import { formatLimit, type Limit } from '../../calendar/limit';
import { postName, trackWords, type Both } from '../render-words';
import type { Approver, Programme } from '../schema';
import { both } from './statement';

/** A limit in words. */
export const limitWords = (limit: Limit): Both => both((lang) => formatLimit(limit, lang));

/** A track by the name people know it by. */
export const trackName = (id: string): Both => both((lang) => trackWords(id, lang));

/** A grade by the name the programme gives it. */
export function gradeName({ grades }: Programme, id: string): Both {
  return grades.find((grade) => grade.id === id)?.name ?? { zh: id, en: id };
}

/** A ladder by the name the programme gives it. */
export function ladderName({ ladders }: Programme, id: string | undefined): Both {
  return ladders.find((ladder) => ladder.id === id)?.name ?? { zh: id ?? '', en: id ?? '' };
}

/** Who may move a limit. */
export function approverWords(by: Approver | undefined): Both {
  if (by === undefined) return { zh: '本环节责任岗位', en: 'the post of the stage' };
  if (by !== 'head') return postName(by);
  return {
    zh: '时限所在单位或上级单位负责人',
    en: 'the head of the organisation, or of one above it',
  };
}

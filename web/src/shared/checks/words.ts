import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SpotCheck, SpotCheckLine } from '../../api/generated/schema';
import { programmesQuery } from '../../api/programmes';
import { useLanguage } from '../../i18n/use-language';
import { formatDate } from '../format';

type Frame = SpotCheck['frame'];
export type StratumName = SpotCheck['strata'][number];

/** How a check is told in the reader's language: its frame as one sentence, its strata by what people call them. */
export function useCheckWords() {
  const { t, i18n } = useTranslation('checks');
  const { language, say } = useLanguage();
  const { data } = useQuery(programmesQuery);
  const between = language === 'en' ? ', ' : '，';
  const listed = language === 'en' ? ', ' : '、';
  const programmeName = (code: string): string => {
    const found = data?.items.find((one) => one.code === code);
    return found === undefined ? code : say(found.name);
  };
  const valueName = (name: StratumName | undefined, value: string): string => {
    if (value === '') return t('strata.unknown');
    if (name === 'programme') return programmeName(value);
    const key = `strata.values.${value}` as 'strata.values.works';
    return name !== 'town' && i18n.exists(`checks:${key}`) ? t(key) : value;
  };
  return {
    programmeName,
    /** 张家港市范围内，项目，2026年1月1日至… */
    frame({ programmes, kinds, grades, happened, overdue }: Frame, place: string): string {
      const [kind] = kinds;
      return [
        t('frame.within', { place }),
        programmes.length === 0
          ? t('frame.allProgrammes')
          : t('frame.programmes', { names: programmes.map(programmeName).join(listed) }),
        t(`frame.${kind === undefined || kinds.length > 1 ? 'everything' : kind}`),
        ...(grades.length === 0
          ? []
          : [t('frame.grades', { names: grades.map((grade) => valueName('urgency', grade)).join(listed) })]),
        ...(happened === null
          ? []
          : [
              t(`frame.happened.${happened.what}`, {
                from: formatDate(happened.from, language),
                until: formatDate(happened.until, language),
              }),
            ]),
        ...(overdue ? [t('frame.overdue')] : []),
      ].join(between);
    },
    strata: (strata: readonly StratumName[]): string =>
      strata.length === 0 ? t('strata.none') : strata.map((name) => t(`strata.${name}`)).join(' × '),
    /** The key of a stratum, `大新镇|works`, as people read it. */
    stratum: (strata: readonly StratumName[], key: string): string =>
      strata.length === 0
        ? t('strata.all')
        : key
            .split('|')
            .map((value, i) => valueName(strata[i], value))
            .join(' · '),
  };
}

/** The witnesses whom the check names, by their id. */
export function witnessNames({ chance }: Pick<SpotCheck, 'chance'>): ReadonlyMap<string, string> {
  const named = chance.kind === 'phrases' ? chance.witnesses : [];
  return new Map(named.map(({ personId, name }) => [personId, name]));
}

/** A line of the record in one sentence. */
export function useLineWords(check: SpotCheck): (line: SpotCheckLine) => string {
  const { t, i18n } = useTranslation('check-record');
  const names = witnessNames(check);
  return ({ type, facts }) => {
    const key = `lines.${type}` as 'lines.Defined';
    if (!i18n.exists(`check-record:${key}`)) return type;
    const struck = Array.isArray(facts['struck']) ? (facts['struck'] as { name: string }[]) : [];
    return t(key, {
      name: names.get(String(facts['personId'])) ?? t('somebody'),
      names: struck.map(({ name }) => name).join('、'),
      gone: typeof facts['gone'] === 'string' ? facts['gone'] : '',
    });
  };
}

import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DemoPerson, Me } from '../../api/generated/schema';
import { signInToDemo } from '../../api/session';
import { AsWritten } from '../../shared/as-written';
import { ProblemAlert } from '../../shared/problem-alert';
import { useRoleName } from '../../shared/role-name';
import styles from './sign-in.module.css';

type Role = DemoPerson['posts'][number]['role'];

/** The order in which a visitor understands the house: who sees everything, who decides, who does, who watches. */
const ORDER: readonly Role[] = [
  ...(['officer', 'leader', 'reviewer', 'secretary', 'implementer', 'inspector', 'finance'] as const),
  ...(['deputy', 'auditor', 'admin', 'operator', 'publisher', 'expert', 'grid-worker', 'resident'] as const),
];

/** One person for each role: whoever stands highest comes first in the list of the API's names. */
function onePerRole(people: readonly DemoPerson[]): { role: Role; person: DemoPerson }[] {
  return ORDER.flatMap((role) => {
    const holders = people.filter(({ posts }) => posts[0]?.role === role);
    const person = holders.find(({ signInName }) => signInName.startsWith('zjg-')) ?? holders[0];
    return person === undefined ? [] : [{ role, person }];
  });
}

/** The start page of the demo: one sign-in per role, with what it can see. No password is typed. */
export function DemoPeople({
  people,
  onSignedIn,
}: {
  people: readonly DemoPerson[];
  onSignedIn: (me: Me) => void | Promise<void>;
}) {
  const { t } = useTranslation('sign-in');
  const tour = useTranslation('tour');
  const roleName = useRoleName();
  const enter = useMutation({
    mutationFn: signInToDemo,
    onSuccess: (me) => onSignedIn(me),
  });
  return (
    <section className={styles.demo} aria-label={t('demo')}>
      <h2>{t('demo')}</h2>
      <p>{t('demoExplain')}</p>
      {enter.error !== null && <ProblemAlert error={enter.error} />}
      <ul>
        {onePerRole(people).map(({ role, person }) => (
          <li key={role}>
            <button type="button" disabled={enter.isPending} onClick={() => enter.mutate(person.signInName)}>
              <strong>
                {roleName(role)}
                <span>
                  <AsWritten text={person.posts[0]?.organisationName ?? ''} />
                </span>
              </strong>
              <span>{tour.t(`sees.${role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resumeRequests, signInNeeded } from '../../api/expired';
import type { Me } from '../../api/generated/schema';
import { meQuery, signInOptionsQuery, signInToDemo, signOut } from '../../api/session';
import { ProblemAlert } from '../../shared/problem-alert';
import { useStore } from '../../shared/store';
import { useMe } from '../use-may';
import styles from './account.module.css';
import { SignInForm } from './sign-in-form';

/** Over the page when the session has run out: what was typed stays, and what was being sent is sent again. */
export function ExpiredDialog() {
  const { t } = useTranslation();
  const needed = useStore(signInNeeded);
  const me = useMe();
  const queries = useQueryClient();
  const [isOther, setOther] = useState(false);
  const goOn = async (signedIn: Me) => {
    if (signedIn.personId !== me.personId) {
      // What was typed must not be sent in somebody else's name.
      await signOut();
      setOther(true);
      return;
    }
    setOther(false);
    queries.setQueryData(meQuery.queryKey, signedIn);
    resumeRequests();
  };
  return (
    <Modal
      open={needed}
      closable={false}
      footer={null}
      title={t('expired.title')}
      width={440}
      destroyOnHidden
    >
      <div className={styles.stack}>
        {isOther ? (
          <Alert type="error" showIcon title={t('expired.other', { name: me.displayName })} />
        ) : (
          <p>{t('expired.explain', { name: me.displayName })}</p>
        )}
        <DemoAgain me={me} onSignedIn={goOn} />
        <SignInForm onSignedIn={goOn} />
        <Button type="link" onClick={() => location.assign('/sign-in')}>
          {t('expired.leave')}
        </Button>
      </div>
    </Modal>
  );
}

/** In the demo nobody knows a password: the same person goes on by one press, as on the start page. */
function DemoAgain({ me, onSignedIn }: { me: Me; onSignedIn: (me: Me) => Promise<void> }) {
  const { t } = useTranslation();
  const { data: options } = useQuery(signInOptionsQuery);
  const enter = useMutation({ mutationFn: signInToDemo, onSuccess: onSignedIn });
  const person = options?.demo?.find(({ personId }) => personId === me.personId);
  if (person === undefined) return null;
  return (
    <>
      {enter.error !== null && <ProblemAlert error={enter.error} />}
      <Button
        type="primary"
        size="large"
        block
        loading={enter.isPending}
        onClick={() => enter.mutate(person.signInName)}
      >
        {t('expired.demo', { name: me.displayName })}
      </Button>
    </>
  );
}

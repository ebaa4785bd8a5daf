import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { newKey } from '../../api/new-key';
import { defineSpotCheck } from '../../api/spot-checks';
import { MissingPage } from '../../app/missing-page';
import { useMay } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import { ProblemAlert } from '../../shared/problem-alert';
import { useDebounced } from '../../shared/use-debounced';
import { ChanceFields } from './chance-fields';
import { definitionOf, INITIAL, questionOf, showFaults, type Fields } from './definition';
import { FrameFields } from './frame-fields';
import { HowFields } from './how-fields';
import { Preview } from './preview';
import styles from './define.module.css';

const SETTLES_MS = 500;

/** Defines a spot check, with what could be drawn now beside it. */
export function Screen() {
  const { t } = useTranslation('check-define');
  const may = useMay();
  useTitle(t('page'));
  if (!may('defineSpotCheck')) return <MissingPage />;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('page')}</h1>
        <p>{t('lead')}</p>
      </header>
      <Definition />
    </div>
  );
}

function Definition() {
  const { t } = useTranslation('check-define');
  const [form] = Form.useForm<Fields>();
  const [key, setKey] = useState(newKey);
  const [typed, setTyped] = useState(INITIAL);
  const question = useDebounced(questionOf(typed), SETTLES_MS);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const act = useMutation({
    mutationFn: (fields: Fields) => defineSpotCheck(definitionOf(fields), key),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['spot-checks'] });
      await navigate(`/spot-checks/${id}/room`);
    },
    onError: (error) => setPlaced(showFaults(form, error)),
  });
  const [placed, setPlaced] = useState(false);
  return (
    <div className={styles.columns}>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={INITIAL}
        scrollToFirstError={{ block: 'center', focus: true }}
        aria-label={t('page')}
        onValuesChange={(_, all) => {
          setTyped({ ...INITIAL, ...all });
          // Another definition is another act.
          if (act.isError) setKey(newKey());
        }}
        onFinish={(fields) => act.mutate({ ...INITIAL, ...fields })}
      >
        {act.error !== null && !placed && <ProblemAlert error={act.error} />}
        <FrameFields />
        <HowFields />
        <ChanceFields />
        <Button type="primary" size="large" htmlType="submit" loading={act.isPending}>
          {t('submit')}
        </Button>
      </Form>
      <Preview question={question} />
    </div>
  );
}

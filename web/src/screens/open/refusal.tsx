import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REASON_NAMES } from '../../api/generated/names';
import type { Suggestion, SuggestionRefusalInput } from '../../api/generated/schema';
import { refuseSuggestion, reopenSuggestion } from '../../api/suggestions';
import { useMay } from '../../app/use-may';
import { useLanguage } from '../../i18n/use-language';
import { FormDialog } from '../../shared/form-dialog';
import { formatInstant } from '../../shared/format';
import { ProblemAlert } from '../../shared/problem-alert';
import { When } from '../../shared/when';
import styles from './open.module.css';

const TOUCHES = [['suggestions']];
/** What can only be said of a case that was at work. */
const OF_CASES: ReadonlySet<string> = new Set(['review-refused', 'implementer-failed']);
const REASONS = Object.entries(REASON_NAMES).filter(([code]) => !OF_CASES.has(code));

/** Says no without opening a case, with a reason and the words that the person will read. */
export function Refuse({ of }: { of: Suggestion }) {
  const { t } = useTranslation('open');
  const { say } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        {t('refusal.ask')}
        <span className="visually-hidden"> {of.receiptNo}</span>
      </Button>
      <FormDialog<SuggestionRefusalInput>
        open={isOpen}
        title={t('refusal.title', { receipt: of.receiptNo })}
        explain={t('refusal.explain')}
        submit={t('refusal.submit')}
        done={t('refusal.done')}
        touches={TOUCHES}
        send={(body) => refuseSuggestion(of.id, body)}
        onClose={() => setIsOpen(false)}
      >
        <Form.Item
          name="reasonCode"
          label={t('refusal.reason')}
          rules={[{ required: true, message: t('refusal.reasonNeeded') }]}
        >
          <Select options={REASONS.map(([value, name]) => ({ value, label: say(name) }))} virtual={false} />
        </Form.Item>
        <Form.Item
          name="publicText"
          label={t('refusal.text')}
          rules={[{ required: true, whitespace: true, message: t('refusal.textNeeded') }]}
        >
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Form.Item>
      </FormDialog>
    </>
  );
}

/** The answer that was given, and for a day the way back. */
export function Refused({ of, refusal }: { of: Suggestion; refusal: NonNullable<Suggestion['refusal']> }) {
  const { t } = useTranslation('open');
  const { language, say } = useLanguage();
  const may = useMay();
  const queries = useQueryClient();
  const back = useMutation({
    mutationFn: () => reopenSuggestion(of.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['suggestions'] }),
  });
  return (
    <div className={styles.refused}>
      <p>
        <strong>{t('refusal.refused')}</strong> {say(refusal.reasonName)} · <When at={refusal.at} />
      </p>
      <p dir="auto">{refusal.publicText}</p>
      {may('reopenSuggestion') && (
        <>
          <Button loading={back.isPending} onClick={() => back.mutate()}>
            {t('refusal.back')}
          </Button>
          <p className={styles.hint}>
            {t('refusal.until', { when: formatInstant(refusal.reopenUntil, language) })}
          </p>
        </>
      )}
      {back.error !== null && <ProblemAlert error={back.error} />}
    </div>
  );
}

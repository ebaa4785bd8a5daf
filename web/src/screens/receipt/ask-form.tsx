import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { FaultSummary, type Fault } from '../../shared/forms/fault-summary';
import styles from './receipt.module.css';

const FIELD = 'receipt-no';

/** The number, as it stands on the receipt; small letters and spaces around it do no harm. */
export function AskForm() {
  const { t } = useTranslation('receipt');
  const navigate = useNavigate();
  const [number, setNumber] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const empty = faults.length > 0;
  const look = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = number.trim().toUpperCase();
    setFaults(typed === '' ? [{ name: [FIELD], errors: [t('numberNeeded')] }] : []);
    if (typed !== '') void navigate(`/receipts/${encodeURIComponent(typed)}`);
  };
  return (
    <form className={styles.form} onSubmit={look} noValidate>
      <FaultSummary faults={faults} />
      <p>{t('lead')}</p>
      <label htmlFor={FIELD}>{t('number')}</label>
      <input
        id={FIELD}
        value={number}
        onChange={({ target }) => setNumber(target.value)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        aria-invalid={empty}
        aria-describedby="receipt-no-help"
      />
      <p id="receipt-no-help" className={empty ? styles.wrong : styles.help}>
        {empty ? t('numberNeeded') : t('numberHelp')}
      </p>
      <button type="submit">{t('look')}</button>
    </form>
  );
}

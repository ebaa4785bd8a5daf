import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import styles from './receipt.module.css';

/** The number, as it stands on the receipt; small letters and spaces around it do no harm. */
export function AskForm() {
  const { t } = useTranslation('receipt');
  const navigate = useNavigate();
  const [number, setNumber] = useState('');
  const [empty, setEmpty] = useState(false);
  const look = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = number.trim().toUpperCase();
    setEmpty(typed === '');
    if (typed !== '') void navigate(`/receipts/${encodeURIComponent(typed)}`);
  };
  return (
    <form className={styles.form} onSubmit={look} noValidate>
      <p>{t('lead')}</p>
      <label htmlFor="receipt-no">{t('number')}</label>
      <input
        id="receipt-no"
        value={number}
        onChange={({ target }) => setNumber(target.value)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        aria-invalid={empty}
        aria-describedby="receipt-no-help"
      />
      <p id="receipt-no-help" className={empty ? styles.wrong : styles.help} role={empty ? 'alert' : undefined}>
        {empty ? t('numberNeeded') : t('numberHelp')}
      </p>
      <button type="submit">{t('look')}</button>
    </form>
  );
}

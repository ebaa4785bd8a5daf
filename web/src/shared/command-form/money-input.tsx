import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './command-form.module.css';

interface MoneyInputProps {
  readonly minimum: number;
  readonly id?: string;
  /** Whole fen. */
  readonly value?: number;
  readonly onChange?: (fen: number | undefined) => void;
}

/** People type yuan with up to two decimals; the value is whole fen, so that nothing is ever lost to rounding. */
export function MoneyInput({ minimum, value, onChange, ...given }: MoneyInputProps) {
  const { t } = useTranslation('parts');
  return (
    <InputNumber<number>
      {...given}
      className={styles.money}
      prefix="¥"
      suffix={t('form.yuan')}
      precision={2}
      min={minimum / 100}
      value={value === undefined ? null : value / 100}
      onChange={(yuan) => onChange?.(yuan === null ? undefined : Math.round(yuan * 100))}
    />
  );
}

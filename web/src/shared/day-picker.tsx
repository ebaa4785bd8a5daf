import { CalendarOutlined } from '@ant-design/icons';
import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useState } from 'react';
import { useLanguage } from '../i18n/use-language';
import type { DayInputProps } from './day-input-props';
import styles from './shared.module.css';

const DAY = 'YYYY-MM-DD';
const MONTH = 'YYYY-MM';
/** What is shown first, and what else may be typed. */
const DAY_FORMATS = { 'zh-CN': [DAY, 'YYYY年M月D日', 'YYYY/M/D', 'YYYY-M-D'], en: ['D MMM YYYY', DAY] };
const MONTH_FORMATS = { 'zh-CN': [MONTH, 'YYYY年M月'], en: ['MMM YYYY', MONTH] };

/**
 * The picker of the component library, speaking civil dates. Its calendar opens by its icon or the arrow down, as it
 * would lie over the fields below while somebody types; what is typed counts at once, not when the field is left.
 */
export function DayPicker({
  value,
  onChange,
  months = false,
  hadFocus,
  ...rest
}: DayInputProps & { hadFocus: boolean }) {
  const { language } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const tell = (day: Dayjs | Dayjs[] | null | undefined) => {
    if (!Array.isArray(day)) onChange?.(day?.format(months ? MONTH : DAY));
  };
  return (
    <DatePicker
      {...rest}
      autoFocus={hadFocus}
      picker={months ? 'month' : 'date'}
      value={value ? dayjs(value) : null}
      format={(months ? MONTH_FORMATS : DAY_FORMATS)[language]}
      open={isOpen}
      onOpenChange={(next) => {
        if (!next) setIsOpen(false);
      }}
      onKeyDown={({ key }) => {
        if (key === 'ArrowDown') setIsOpen(true);
      }}
      suffixIcon={<CalendarOutlined className={styles.calendar} onClick={() => setIsOpen(!isOpen)} />}
      onCalendarChange={tell}
      onChange={tell}
      style={{ width: 180 }}
    />
  );
}

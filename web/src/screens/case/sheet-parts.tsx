import { useTranslation } from 'react-i18next';
import type { Case, CaseMessage, LedgerLine } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { formatBytes, formatInstant } from '../../shared/format';
import { useAddressee, useFate } from './messages';
import { usePostName } from './post-name';
import { SheetTable } from './sheet-table';

export function SheetLedger({ lines }: { lines: readonly LedgerLine[] }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  return (
    <SheetTable
      title={t('sheet.ledger')}
      head={[t('sheet.seq'), t('sheet.time'), t('sheet.what')]}
      widths={[8, 25, 67]}
      rows={lines.map(({ seq, at, words }) => ({
        key: seq,
        cells: [seq, formatInstant(at, language), say(words)],
      }))}
    />
  );
}

export function SheetOrders({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { language } = useLanguage();
  const postName = usePostName();
  return (
    <SheetTable
      title={t('sheet.orders')}
      head={[t('sheet.what'), t('sheet.to'), t('sheet.due'), t('sheet.answer')]}
      widths={[37, 15, 20, 28]}
      rows={of.orders.map(({ id, text, to, dueAt, answer }) => ({
        key: id,
        cells: [
          text,
          postName(to),
          dueAt === null ? t('sheet.none') : formatInstant(dueAt, language),
          answer ?? t('orders.open'),
        ],
      }))}
    />
  );
}

export function SheetFiles({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  return (
    <SheetTable
      title={t('sheet.files')}
      head={[t('sheet.kind'), t('sheet.name'), t('sheet.size'), t('sheet.time'), t('sheet.checksum')]}
      widths={[15, 20, 8, 20, 37]}
      rows={of.files.map(({ fileId, kindName, name, size, uploadedAt, sha256 }) => ({
        key: fileId,
        cells: [
          say(kindName),
          name,
          formatBytes(size, language),
          formatInstant(uploadedAt, language),
          <code key="sum">{sha256}</code>,
        ],
      }))}
    />
  );
}

export function SheetSuggestions({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  return (
    <SheetTable
      title={t('sheet.suggestions')}
      head={[t('sheet.number'), t('sheet.time'), t('sheet.kind'), t('sheet.what')]}
      widths={[20, 20, 15, 45]}
      rows={of.linkedSuggestions.map(({ id, receiptNo, createdAt, channelName, words }) => ({
        key: id,
        cells: [receiptNo, formatInstant(createdAt, language), say(channelName), words],
      }))}
    />
  );
}

export function SheetMessages({ messages }: { messages: readonly CaseMessage[] }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  const addressee = useAddressee();
  const fate = useFate();
  return (
    <SheetTable
      title={t('sheet.messages')}
      head={[t('sheet.time'), t('sheet.kind'), t('sheet.to'), t('sheet.fate')]}
      widths={[20, 15, 25, 40]}
      rows={[...messages].reverse().map((message) => ({
        key: message.id,
        cells: [
          formatInstant(message.at, language),
          say(message.kindName),
          addressee(message),
          fate(message),
        ],
      }))}
    />
  );
}

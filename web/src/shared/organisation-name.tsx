import { AsWritten } from './as-written';

/** An organisation with the one above it, as people tell communities of the same name apart: 杨舍镇 · 塘联社区. */
export function OrganisationName({ name, within }: { name: string; within?: string | null }) {
  return (
    <span>
      <AsWritten text={within == null ? name : `${within} · ${name}`} />
    </span>
  );
}

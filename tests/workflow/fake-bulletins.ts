import type { Bulletins, DueBulletin } from '../../ledger/bulletin/bulletins';

type Build = Bulletins['build'];

/** The ledger's promises about monthly bulletins without a database: which months are due, and what building one does. */
export class FakeBulletins implements Pick<Bulletins, 'due' | 'build'> {
  /** Months that are due; throw here to fail the question. */
  months: () => readonly string[] = () => [];
  /** Throw here to refuse or fail one. */
  before: (month: string) => void = () => undefined;

  async due(): Promise<DueBulletin[]> {
    await Promise.resolve();
    return this.months().map((month) => ({ programme: 'zhangjiagang', organisationId: 'zjg', month }));
  }

  async build({ month }: Parameters<Build>[0]): ReturnType<Build> {
    await Promise.resolve();
    this.before(month);
    return {} as Awaited<ReturnType<Build>>;
  }
}

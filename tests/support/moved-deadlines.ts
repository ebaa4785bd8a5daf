import { makeCalendar, type Calendar, type CalendarYear } from '../../domain/calendar/calendar';
import { withClosures, type Closure } from '../../domain/calendar/closures';
import { shippedCalendar } from '../../domain/calendar/shipped';
import { evolve } from '../../domain/case/evolve';
import { moveDeadlines } from '../../domain/case/move-deadlines';
import { Story } from './domain';

export const WHY = { zh: '日历调整', en: 'another calendar' };
export const CHANGE = { rolloutId: 'r1', why: WHY };

/** Years whose notice is not out yet. */
export function provisional(calendar: Calendar, ...years: number[]): Calendar {
  const told = (year: CalendarYear): CalendarYear =>
    years.includes(year.year) ? { ...year, status: 'PROVISIONAL' } : year;
  return makeCalendar(calendar.years.map(told), calendar.hours);
}

export const off = (date: string, kind: Closure['kind'] = 'CLOSED'): Closure => ({
  date,
  kind,
  name: '台风停工',
});
export const resting = (...dates: string[]): Calendar =>
  withClosures(
    shippedCalendar,
    dates.map((date) => off(date)),
  );
export const under = (story: Story, calendar: Calendar): Story => story.at({ calendarFor: () => calendar });

export function move(story: Story, rollout: Parameters<typeof moveDeadlines>[1] = CHANGE) {
  return moveDeadlines(story.state, rollout, story);
}

/** The story with the change recorded in it. */
export function moved(story: Story, rollout?: Parameters<typeof moveDeadlines>[1]): Story {
  const event = move(story, rollout);
  if (event === null) throw new Error('nothing moves');
  const { programme, events, now, facts, state, place } = story;
  return new Story(programme, [...events, event], now, facts, evolve(state, event), place);
}

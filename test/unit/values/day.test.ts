import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  compareDays,
  dayOfInstant,
  daysBetween,
  endOfMonth,
  instantOfLocal,
  isZone,
  monthOf,
  startOfDay,
  startOfMonth,
  zDay,
} from '../../../preload/contract/values/day.ts';
import { fromMillis, isInstant, toMillis, zInstant } from '../../../preload/contract/values/instant.ts';

const LONDON = 'Europe/London';
const SAO_PAULO = 'America/Sao_Paulo';

describe('days', () => {
  it.each([
    ['2012-02-29', true],
    ['2011-02-29', false],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2011-04-31', false],
    ['2011-13-01', false],
    ['2011-00-10', false],
    ['2011-01-00', false],
    ['2011-1-1', false],
    ['0000-01-01', false],
    ['2011-01-01T00:00', false],
    ['2011-01-01\n', false],
  ])('%j is a day: %s', (text, expected) => {
    expect(zDay.safeParse(text).success).toBe(expected);
  });

  it('counts over month ends, leap days and clock changes', () => {
    expect(addDays('2012-02-28', 1)).toBe('2012-02-29');
    expect(addDays('2011-12-31', 1)).toBe('2012-01-01');
    expect(addDays('2011-03-28', -1)).toBe('2011-03-27');
    expect(addDays('0001-01-01', 0)).toBe('0001-01-01');
    expect(daysBetween('2012-02-28', '2012-03-01')).toBe(2);
    expect(daysBetween('2011-03-28', '2011-03-26')).toBe(-2);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('2011-02-30', 1)).toThrow(RangeError);
  });

  it('knows months', () => {
    expect(monthOf('2012-02-10')).toBe('2012-02');
    expect(startOfMonth('2012-02-10')).toBe('2012-02-01');
    expect(endOfMonth('2012-02-10')).toBe('2012-02-29');
    expect(endOfMonth('2100-02-10')).toBe('2100-02-28');
    expect(['2012-01-02', '2011-12-31'].toSorted(compareDays)).toEqual(['2011-12-31', '2012-01-02']);
  });

  it('adding and counting days are inverse', () => {
    const count = fc.integer({ min: -300_000, max: 300_000 });
    fc.assert(
      fc.property(count, (days) => {
        const there = addDays('2011-03-27', days);
        expect(daysBetween('2011-03-27', there)).toBe(days + 0);
        expect(addDays(there, -days)).toBe('2011-03-27');
      }),
    );
  });
});

describe('day of an instant', () => {
  it.each([
    ['2011-07-01T22:59:59.999Z', LONDON, '2011-07-01'],
    ['2011-07-01T23:00:00.000Z', LONDON, '2011-07-02'],
    ['2011-12-01T23:59:59.999Z', LONDON, '2011-12-01'],
    ['2011-12-01T00:00:00.000Z', 'UTC', '2011-12-01'],
    ['2011-12-29T12:00:00.000Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T12:00:00.000Z', 'Pacific/Apia', '2011-12-31'],
  ])('%s in %s is %s', (instant, zone, day) => {
    expect(dayOfInstant(instant, zone)).toBe(day);
  });

  it('refuses unknown zones', () => {
    expect(() => dayOfInstant('2011-12-01T00:00:00.000Z', 'Mars/Base')).toThrow(RangeError);
    expect(isZone('Mars/Base')).toBe(false);
    expect(isZone(SAO_PAULO)).toBe(true);
  });
});

describe('instant of a local time', () => {
  it.each<[local: string, zone: string, instant: string, note: 'gap' | 'overlap' | undefined]>([
    ['2010-12-01 08:26', LONDON, '2010-12-01T08:26:00.000Z', undefined],
    ['2011-07-01 08:26:30', LONDON, '2011-07-01T07:26:30.000Z', undefined],
    ['2011-03-27 00:59:59', LONDON, '2011-03-27T00:59:59.000Z', undefined],
    ['2011-03-27 01:00', LONDON, '2011-03-27T01:00:00.000Z', 'gap'],
    ['2011-03-27 01:59:59', LONDON, '2011-03-27T01:00:00.000Z', 'gap'],
    ['2011-03-27 02:00', LONDON, '2011-03-27T01:00:00.000Z', undefined],
    ['2011-10-30 00:59:59', LONDON, '2011-10-29T23:59:59.000Z', undefined],
    ['2011-10-30 01:00', LONDON, '2011-10-30T00:00:00.000Z', 'overlap'],
    ['2011-10-30T01:30', LONDON, '2011-10-30T00:30:00.000Z', 'overlap'],
    ['2011-10-30 02:00', LONDON, '2011-10-30T02:00:00.000Z', undefined],
    ['2018-11-04 00:00', SAO_PAULO, '2018-11-04T03:00:00.000Z', 'gap'],
    ['2018-11-04 00:30', SAO_PAULO, '2018-11-04T03:00:00.000Z', 'gap'],
    ['2018-11-03 23:59', SAO_PAULO, '2018-11-04T02:59:00.000Z', undefined],
    ['2018-02-17 23:30', SAO_PAULO, '2018-02-18T01:30:00.000Z', 'overlap'],
    ['2019-04-07 01:45', 'Australia/Lord_Howe', '2019-04-06T14:45:00.000Z', 'overlap'],
    ['2011-12-30 12:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', 'gap'],
  ])('%s in %s is %s (%s)', (local, zone, instant, note) => {
    expect(instantOfLocal(local, zone)).toEqual(note === undefined ? { instant } : { instant, note });
  });

  it.each(['2011-02-29 10:00', '2011-03-27 24:00', '2011-03-27 10:60', '2011-03-27', '27/03/2011 10:00', ''])('refuses %j', (text) => {
    expect(instantOfLocal(text, LONDON)).toBeUndefined();
  });

  it('finds the start of a day also where midnight is skipped or shown twice', () => {
    expect(startOfDay('2018-11-04', SAO_PAULO)).toBe('2018-11-04T03:00:00.000Z');
    expect(dayOfInstant('2018-11-04T02:59:59.999Z', SAO_PAULO)).toBe('2018-11-03');
    expect(dayOfInstant(startOfDay('2018-11-04', SAO_PAULO), SAO_PAULO)).toBe('2018-11-04');
    expect(startOfDay('2018-02-18', SAO_PAULO)).toBe('2018-02-18T03:00:00.000Z');
    expect(() => startOfDay('2018-02-30', SAO_PAULO)).toThrow(RangeError);
  });

  it('comes back to the same clock time unless that time was skipped', () => {
    const zones = fc.constantFrom(LONDON, SAO_PAULO, 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe');
    const minutes = fc.integer({ min: 0, max: 15 * 365 * 24 * 60 });
    fc.assert(
      fc.property(zones, minutes, (zone, offset) => {
        const local = fromMillis(Date.UTC(2008, 0, 1) + offset * 60_000).slice(0, 16);
        const found = instantOfLocal(local, zone);
        expect(found).toBeDefined();
        if (found === undefined || found.note === 'gap') return;
        expect(dayOfInstant(found.instant, zone)).toBe(local.slice(0, 10));
      }),
    );
  });
});

describe('instants', () => {
  it.each([
    ['2011-03-27T01:00:00.000Z', true],
    ['2011-03-27T01:00:00Z', false],
    ['2011-03-27T01:00:00.000+00:00', false],
    ['2011-02-29T01:00:00.000Z', false],
    ['2011-03-27T24:00:00.000Z', false],
    ['2011-03-27T23:59:60.000Z', false],
    ['0000-01-01T00:00:00.000Z', false],
  ])('%s is one: %s', (text, expected) => {
    expect(zInstant.safeParse(text).success).toBe(expected);
  });

  it('goes to milliseconds and back', () => {
    expect(toMillis('1970-01-01T00:00:01.500Z')).toBe(1500);
    expect(fromMillis(-1)).toBe('1969-12-31T23:59:59.999Z');
    expect(isInstant(fromMillis(253_402_300_799_999))).toBe(true);
    expect(() => fromMillis(253_402_300_800_000)).toThrow(RangeError);
    expect(() => fromMillis(0.5)).toThrow(RangeError);
    expect(() => toMillis('yesterday')).toThrow(RangeError);
  });
});

import { texts } from '../text.ts';

export const t = texts('kit.action', {
  ask: 'Ask for approval',
  needs: 'Somebody else has to approve this',
  always: 'This always needs approval ({{policy}}).',
  posted: 'It posts {{value}} {{currency}}; more than {{above}} {{currency}} needs approval ({{policy}}).',
  records: 'It touches {{value}} records; more than {{above}} needs approval ({{policy}}).',
  nothingYet: 'It will wait for {{approvers}}; until then nothing happens.',
  why: 'Why it is needed',
  whyHint: 'Whoever decides reads this first',
  waits: 'It waits for approval',
  until: 'Nothing has been done yet. {{approvers}} can approve it until {{day}}.',
  open: 'Open the request',
  close: 'Close',
  reason: 'Reason',
  reasonHint: 'Kept with the record for ever',
  reasonCode: 'Reason code',
  noCode: 'None',
  chooseCode: 'Choose one: this company wants a code here',
});

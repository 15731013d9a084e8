import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('which orders a wave takes', () => {
  page(
    'those that leave by the cut-off; the rest waits for its own',
    ({ pickFirst, shelf, lay, carrier, sell, sendWith, wave, toPick }) => {
      pickFirst();
      shelf('A-01');
      lay(9, 'TEE', 'A-01').posts('Dr inventory LON 36.00', 'Cr grni 36.00');
      carrier('EXP', 'express', '15:00');
      carrier('PCL', 'standard', '17:30');
      sell(1, 'TEE').for('9.00');
      sendWith('PCL');
      sell(2, 'TEE').for('9.00');
      sendWith('EXP');
      sell(3, 'TEE').for('9.00');
      wave({ cutOffBy: '15:00' }).postsNothing();
      toPick('A-01 TEE 2');
      wave({ cutOffBy: '17:30' });
      toPick('A-01 TEE 1');
      wave();
      toPick('A-01 TEE 3');
      wave().isRefused('fulfillment.nothingToPick');
    },
  );

  page('those that lie in a zone whole; then of the others the part that does', (words) => {
    const { pickFirst, zone, shelf, lay, sell, wave, toPick } = words;
    pickFirst();
    zone('COLD');
    shelf('C-01', 'COLD');
    shelf('D-01');
    lay(9, 'ICE', 'C-01');
    lay(9, 'TEE', 'D-01');
    sell(2, 'ICE').for('3.00');
    sell(1, 'TEE').for('9.00').plus(1, 'ICE', '3.00');
    sell(4, 'TEE').for('9.00');
    wave({ zone: 'COLD' });
    toPick('C-01 ICE 2');
    wave({ zone: 'COLD' }).isRefused('fulfillment.nothingToPick');
    wave({ zone: 'COLD', part: true });
    toPick('C-01 ICE 1');
    wave();
    toPick('D-01 TEE 4');
  });
});

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

describe('faces and reserve', () => {
  page('a face below its minimum is filled up to its maximum; stock and books stay as they are', (words) => {
    const { pickFirst, shelf, lay, face, fillUp, toCarry, carry, lies, sell, wave, toPick, expect } = words;
    pickFirst();
    shelf('A-01');
    shelf('R-01');
    lay(2, 'TEE', 'A-01');
    lay(20, 'TEE', 'R-01');
    face('TEE', 'A-01', 4, 10);
    fillUp().postsNothing();
    toCarry('R-01 > A-01 TEE 8');
    carry().postsNothing();
    lies(10, 'TEE', 'A-01');
    lies(12, 'TEE', 'R-01');
    expect.stock('TEE', 22);
    expect.inventory('88.00');
    sell(6, 'TEE').for('9.00');
    wave();
    toPick('A-01 TEE 6');
  });

  page('what a wave needs beyond its face is carried before it is released', (words) => {
    const { pickFirst, shelf, lay, face, fillUp, toCarry, carry, sell, wave, toPick, expect } = words;
    pickFirst();
    shelf('A-01');
    shelf('R-01');
    lay(2, 'TEE', 'A-01');
    lay(20, 'TEE', 'R-01');
    face('TEE', 'A-01', 0, 4);
    sell(5, 'TEE').for('9.00');
    fillUp();
    toCarry();
    fillUp('for the next wave');
    toCarry('R-01 > A-01 TEE 3');
    expect.reserved('TEE', 5);
    carry();
    expect.reserved('TEE', 5);
    wave();
    toPick('A-01 TEE 5');
  });

  page(
    'a shop that never picks from reserve waits until the face has it',
    ({ pickFirst, shelf, lay, face, fillUp, carry, sell, wave, toPick }) => {
      pickFirst();
      shelf('A-01');
      shelf('R-01');
      lay(20, 'TEE', 'R-01');
      face('TEE', 'A-01', 1, 4);
      sell(3, 'TEE').for('9.00');
      wave().isRefused('fulfillment.nothingToPick');
      fillUp();
      carry();
      wave();
      toPick('A-01 TEE 3');
    },
    { pickFromReserve: 'never' },
  );

  page('a reserve that holds less than it should is counted; what was there is carried', (words) => {
    const { pickFirst, shelf, lay, face, fillUp, carry, lies, toCount, expect } = words;
    pickFirst();
    shelf('A-01');
    shelf('R-01');
    lay(20, 'TEE', 'R-01');
    face('TEE', 'A-01', 1, 8);
    fillUp();
    carry(5).postsNothing();
    lies(5, 'TEE', 'A-01');
    toCount('R-01');
    expect.stock('TEE', 20);
  });
});

import { test } from 'vitest';
import type { Step } from './daybook/steps.ts';
import { tellers, type Words } from './daybook/words.ts';
import { World } from './daybook/world.ts';
import { expectHealthy } from './doctor.ts';

/**
 * The daybook: what happens in a shop, told in shop words an accountant can read, played on the real engine. Each word
 * is a step; steps are played in the order told, each as a dry run first and then for real with the digest confirmed.
 * After the last step every proof of the doctor must hold. Amounts are words ('4.00'), quantities are pieces.
 */

/** One page of the daybook: a story told in shop words, played on a fresh company. `policies`: what this shop chose. */
export function page(title: string, story: (words: Words) => void, policies: Record<string, string | number> = {}): void {
  test(title, async () => {
    const steps: Step[] = [];
    story(tellers(steps));
    const world = await World.open(policies);
    try {
      for (const [i, step] of steps.entries()) {
        try {
          await step.run(world);
        } catch (error) {
          if (error instanceof Error) error.message = `step ${i + 1}, ${step.words}: ${error.message}`;
          throw error;
        }
      }
      await expectHealthy(world.shop);
    } finally {
      await world.end();
    }
  });
}

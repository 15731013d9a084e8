/** Two tones that can be told apart across a hall: a short high one for right, a long low one for wrong. */
const TONES = { right: { hertz: 1320, seconds: 0.09 }, wrong: { hertz: 220, seconds: 0.45 } } as const;
const LOUDNESS = 0.25;

let context: AudioContext | undefined;

/** Says right or wrong to the ear. Made by the browser itself; where it may not make sounds, the colour has to do. */
export function sound(tone: keyof typeof TONES): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  const { hertz, seconds } = TONES[tone];
  const voice = context.createOscillator();
  const volume = context.createGain();
  voice.type = tone === 'wrong' ? 'square' : 'sine';
  voice.frequency.value = hertz;
  volume.gain.value = LOUDNESS;
  voice.connect(volume).connect(context.destination);
  voice.start();
  voice.stop(context.currentTime + seconds);
}

const PERIOD_MS = 2_500;

/** Two soft notes, again and again, until it is stopped. Browsers that allow no sound yet stay silent. */
export const ring = (): (() => void) => {
  const context = new AudioContext();
  const note = (frequency: number, after: number): void => {
    const oscillator = new OscillatorNode(context, { frequency });
    const volume = new GainNode(context, { gain: 0 });
    const begin = context.currentTime + after;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.12, begin + 0.04);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.7);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(begin);
    oscillator.stop(begin + 0.75);
  };
  const play = (): void => {
    note(523.25, 0);
    note(659.25, 0.22);
  };
  play();
  const timer = setInterval(play, PERIOD_MS);
  return () => {
    clearInterval(timer);
    void context.close();
  };
};

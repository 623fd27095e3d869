let context: AudioContext | null = null;

/** Two short tones, for a page. A browser that has not been touched yet stays silent. */
export function chime(): void {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') return;
    tone(context, { frequency: 880, afterSeconds: 0 });
    tone(context, { frequency: 1175, afterSeconds: 0.16 });
  } catch (error) {
    console.warn('this browser plays no sound', error);
  }
}

function tone(audio: AudioContext, note: { frequency: number; afterSeconds: number }): void {
  const begin = audio.currentTime + note.afterSeconds;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = note.frequency;
  // Swells and fades, so that it does not click.
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(0.12, begin + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, begin + 0.3);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(begin);
  oscillator.stop(begin + 0.32);
}

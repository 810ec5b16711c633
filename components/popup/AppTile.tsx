/** Hues of an app's tile; the same title always has the same. */
const HUES = [25, 40, 95, 150, 190, 222, 265, 320, 350];

/** An app's first letter on a coloured tile. */
export function AppTile({ title }: { title: string }) {
  const [letter = '?'] = title.trim();
  const hue = HUES[(letter.codePointAt(0) ?? 0) % HUES.length];
  return (
    <span class="tile" aria-hidden="true" style={{ '--h': hue }}>
      {letter.toUpperCase()}
    </span>
  );
}

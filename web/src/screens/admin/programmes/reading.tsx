import admin from '../parts/admin.module.css';
import styles from './programmes.module.css';

/** What stands in brackets at the end of a value: the rule it comes from, or that no document states it. */
const CITED = /(\[[^\]]*\])/;

/** A programme as a clerk reads it aloud: sections, a line for each rule, its source set apart. */
export function Reading({ text }: { text: string }) {
  const sections = text.trim().split('\n\n');
  return sections.map((section, at) => (
    <section key={at} className={admin.panel}>
      {section.split('\n').map((line, index) => (
        <Line key={index} line={line} />
      ))}
    </section>
  ));
}

/** One line, indented as it came. */
export function Line({ line }: { line: string }) {
  const depth = line.length - line.trimStart().length;
  return (
    <p className={styles.line} style={{ paddingLeft: depth * 9 }}>
      {line
        .trim()
        .split(CITED)
        .map((part, at) =>
          at % 2 === 1 ? (
            <span key={at} className={styles.source}>
              {part.slice(1, -1)}
            </span>
          ) : (
            part
          ),
        )}
    </p>
  );
}

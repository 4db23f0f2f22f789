import type { OwnPeopleView } from '#app/domains/people/own-people.queries.server.ts'
import { MUTED_WORD, relationKinds } from '#app/domains/people/relation.ts'
import type { FormRefusal } from '#app/http/form.ts'
import { ChosenLevels, MutedWords, RelatedPeople } from '#app/ui/own-people.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { useT } from '#app/ui/words.tsx'
import { personRef } from './person.ts'
import { YouPage } from './you-page.tsx'

/** Whom one follows, mutes and ignores, the words that one does not want to read, and what one hears of spaces and tags. */
export function PeoplePage({ own, refusal }: { own: OwnPeopleView; refusal: FormRefusal | undefined }) {
  const { people, words, chosen } = own
  const t = useT()
  const { values, errors = {} } = refusal ?? {}
  return (
    <YouPage part="people">
      <FormErrors title={t('form.errors')} errors={errors} />
      {relationKinds.map((kind) => (
        <RelatedPeople
          key={kind}
          kind={kind}
          people={people.flatMap((one) => {
            const person = one.relation === kind ? personRef(one) : null
            return person ? [person] : []
          })}
        />
      ))}
      <MutedWords
        words={words}
        typed={values?.['word'] ?? ''}
        error={errors['word']}
        most={MUTED_WORD.most}
      />
      <ChosenLevels
        chosen={chosen.map(({ of, slug, ...one }) => ({
          ...one,
          of,
          href: of === 'space' ? `/s/${slug}` : `/tags/${encodeURIComponent(slug)}`,
        }))}
      />
    </YouPage>
  )
}

import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { TextInput } from '../../../../src-renderer/ui/text-input.tsx'

/** The browser offers what it knows while somebody types. */
export function TimeZoneInput({ chosen }: { chosen: string }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div>
      <TextInput
        label={t('field.timeZone')}
        name="timeZone"
        dir="ltr"
        list={id}
        defaultValue={chosen}
        autoComplete="off"
      />
      <datalist id={id}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
    </div>
  )
}

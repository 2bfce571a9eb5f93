import type { ArticleSource } from './article-source.ts'

export const northwindHomeGerman: readonly ArticleSource[] = [
  {
    key: 'returns-policy',
    title: 'Rückgabe: 30 Tage, kostenlos',
    body: 'Alles, was nicht gefällt, kann innerhalb von 30 Tagen nach der Lieferung zurückgegeben werden. Die Ware sollte unbenutzt und vollständig sein; auspacken und ansehen ist selbstverständlich erlaubt. Personalisierte Stücke und geöffnete Kerzen nehmen wir nur zurück, wenn sie fehlerhaft sind.\n\nKleine Pakete kommen mit einem vorausbezahlten Etikett zurück, auf Wunsch auch per QR-Code ohne Drucker. Möbel holen wir zu zweit und kostenlos aus der Wohnung ab; sie müssen zerlegt und verpackt sein.',
  },
  {
    key: 'refunds',
    title: 'Rückerstattung innerhalb von 24 Stunden',
    body: 'Innerhalb von 24 Stunden nach Eingang der Rücksendung erstatten wir den Betrag auf demselben Weg, auf dem bezahlt wurde. Bis er auf dem Konto sichtbar ist, vergehen meist zwei bis drei Bankarbeitstage.\n\nKommt die ganze Bestellung zurück, erstatten wir auch die Versandkosten. Gutscheine werden dem Konto wieder gutgeschrieben und gelten noch mindestens 30 Tage.',
  },
  {
    key: 'shipping-times',
    title: 'Lieferzeiten und Versandkosten',
    body: 'Deutschland: 3 bis 4 Werktage, 6,90 €, ab 90 € kostenlos. Österreich: 4 bis 5 Werktage, 8,90 €. Schweiz: 5 bis 6 Werktage, 12 CHF, Zoll und Mehrwertsteuer inbegriffen.\n\nMöbel werden nach Terminabsprache innerhalb von 8 bis 12 Werktagen geliefert. Bestellungen, die werktags bis 14 Uhr eingehen, verlassen unser Lager noch am selben Tag.',
  },
  {
    key: 'duties',
    title: 'Zoll und Mehrwertsteuer',
    body: 'Innerhalb der Europäischen Union fällt bei der Zustellung nichts an; die Preise enthalten die Mehrwertsteuer des jeweiligen Landes.\n\nFür die Schweiz sind Zoll und Mehrwertsteuer im Preis enthalten. Verlangt der Zusteller trotzdem Geld, liegt ein Buchungsfehler vor: bitte nicht bezahlen, sondern uns ein Foto der Mitteilung schicken. Bereits Bezahltes erstatten wir innerhalb von 24 Stunden.',
  },
  {
    key: 'damaged-goods',
    title: 'Beschädigt, fehlerhaft oder unvollständig',
    body: 'Zwei Fotos genügen: eines vom Schaden, eines vom Karton. Danach haben Sie die Wahl zwischen Ersatz und Rückerstattung. Bis 90 € muss nichts zurückgeschickt werden, darüber holen wir die Ware auf unsere Kosten ab.\n\nFehlende Schrauben und Kleinteile schicken wir am selben Tag per Brief. Zerbrochenes Glas bitte nicht selbst verpacken.',
  },
  {
    key: 'warranty',
    title: 'Garantie',
    body: 'Auf Möbel geben wir fünf Jahre Garantie, auf Leuchten drei, auf Textilien und Geschirr zwei. Sie gilt für Material- und Verarbeitungsfehler bei normalem Gebrauch. Ihre gesetzlichen Rechte bleiben davon unberührt.\n\nMeist genügen Fotos und die Bestellnummer. Wo es geht, reparieren wir, bevor wir ersetzen.',
  },
]

import type { ArticleSource } from './article-source.ts'

export const northwindHomeFrench: readonly ArticleSource[] = [
  {
    key: 'returns-policy',
    title: 'Retours : 30 jours, sans frais',
    body: 'Tout article peut être retourné dans les 30 jours suivant la livraison. Il doit être complet et non utilisé ; l’ouvrir pour le regarder ne pose évidemment aucun problème. Les pièces personnalisées et les bougies entamées ne sont reprises qu’en cas de défaut.\n\nLes petits colis repartent avec une étiquette prépayée ou un simple QR code à présenter au point relais. Pour les meubles, deux personnes viennent les chercher gratuitement ; ils doivent être démontés et emballés.',
  },
  {
    key: 'refunds',
    title: 'Remboursement sous 24 heures',
    body: 'Nous remboursons dans les 24 heures qui suivent la réception du retour, par le moyen de paiement d’origine. Le montant apparaît généralement sous deux à trois jours ouvrés.\n\nSi toute la commande est retournée, les frais de livraison sont également remboursés. Les codes de réduction sont remis sur le compte et restent valables au moins 30 jours.',
  },
  {
    key: 'shipping-times',
    title: 'Délais et frais de livraison',
    body: 'France et Belgique : 3 à 4 jours ouvrés, 6,90 €, offerts dès 90 €. Suisse : 5 à 6 jours ouvrés, 12 CHF, droits et TVA compris.\n\nLes meubles sont livrés sur rendez-vous en 8 à 12 jours ouvrés. Toute commande passée avant 14 h un jour ouvré part le jour même.',
  },
  {
    key: 'duties',
    title: 'Douane et TVA',
    body: 'Dans l’Union européenne, il n’y a rien à payer à la livraison : nos prix comprennent la TVA de votre pays.\n\nPour la Suisse, droits de douane et TVA sont inclus. Si le transporteur réclame malgré tout une somme, il s’agit d’une erreur d’enregistrement : ne payez pas et envoyez-nous une photo de l’avis. Toute somme déjà versée est remboursée sous 24 heures.',
  },
  {
    key: 'damaged-goods',
    title: 'Article abîmé, défectueux ou incomplet',
    body: 'Deux photos suffisent : le dommage et le carton. Vous choisissez ensuite entre un article neuf et un remboursement. En dessous de 90 €, inutile de nous renvoyer quoi que ce soit ; au-delà, nous venons le chercher à nos frais.\n\nLes vis et petites pièces manquantes partent le jour même par courrier. Ne manipulez pas le verre brisé : le livreur apporte une caisse.',
  },
  {
    key: 'warranty',
    title: 'Garantie',
    body: 'Nos meubles sont garantis cinq ans, les luminaires trois, le linge et la vaisselle deux. La garantie couvre les défauts de matière et de fabrication dans le cadre d’un usage normal et s’ajoute à vos droits légaux.\n\nDes photos et le numéro de commande suffisent le plus souvent. Nous réparons chaque fois que c’est possible.',
  },
]

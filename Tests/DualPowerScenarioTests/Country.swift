/// A country of two provinces round the courtyard, laid over its scenario: towns, villages, an army and
/// a town that is occupied.
enum Country {
  /// Its files, by name.
  static let files = [
    "scenario.yaml": scenario, "towns.csv": towns, "links.csv": links, "groups.csv": groups,
  ]

  private static let scenario = """
    schemaVersion: 1
    extends: ../courtyard/scenario.yaml
    id: country
    title: The country round a courtyard
    about: Two provinces, an army and twelve people known by their trade.
    atlas: [towns.csv]
    links: [links.csv]
    groups: [../courtyard/groups.csv, groups.csv]
    organs:
      - id: committee
        label: Committee
        line: legal
        in: [seat, town]
        positions: \(positions)
        executive: 3
      - id: workers
        label: Workers' council
        line: council
        in: [seat, town]
        positions: \(positions)
        norms: {worker: 10, artisan: 10}
        quorum: 3
        quorumRoot: 0.75
        executive: 5
      - id: soldiers
        label: Soldiers' council
        line: council
        in: [seat, town, army]
        positions: \(positions)
        norms: {soldier: 25}
        executive: 5
      - id: peasants
        label: Peasants' council
        line: council
        in: [countryside]
        each: region
        positions: \(positions)
        norms: {peasant: 50}
        executive: 5
    powers:
      - id: embassy
        wants: \(positions)
        saliences: \(positions)

    """

  private static let positions =
    "{war: 0.6, army: 0.7, labour: 0.8, food: 0.7, land: 0.7, press: 0.7, transport: 0.7, police: 0.8}"

  private static let towns = """
    id,label,kind,region,holder,lat,lon,centre,stockDays,source,confidence
    courtyard,Petrograd,seat,Petrograd,,59.94,30.31,,,a map,A
    luga,Luga,town,Petrograd,,58.74,29.85,,5,a map,A
    pskov,Pskov,seat,Pskov,,57.82,28.33,,4.5,a map,A
    ostrov,Ostrov,town,Pskov,,57.35,28.35,,,a map,B
    luga_villages,"Luga, villages",countryside,Petrograd,,58.7,30,luga,,invented,C
    pskov_villages,"Pskov, villages",countryside,Pskov,,57.7,28.5,pskov,,invented,C
    twelfth_army,Twelfth Army,army,,,56.95,24.1,,,a map,B
    mitau,Mitau,occupied,Courland,Ober Ost,56.65,23.71,,,a map,A

    """

  private static let links = """
    a,b,km,kind,wire,source
    courtyard,luga,138,rail,1,a map
    luga,pskov,136.5,rail,1,a map
    pskov,twelfth_army,260,rail,1,a map
    ostrov,pskov,52,road,0,a map

    """

  private static let groups = """
    id,label,kind,stratum,place,unit,band,size,count
    luga_shop,,trade,artisan,luga,,,15,2
    luga_village,,trade,peasant,luga_villages,,,100,5
    pskov_mill,,trade,worker,pskov,,,20,3
    pskov_garrison,Pskov garrison,trade,soldier,pskov,,4,50,6
    pskov_village,,trade,peasant,pskov_villages,,16,100,20
    trench,Trench,trade,soldier,twelfth_army,,16,200,16
    mitau_shop,,trade,artisan,mitau,,,15,1

    """
}

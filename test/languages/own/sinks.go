// What only Go can get wrong: two sinks at one address. Prints each check and what is wrong with it, as JSON.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdktf-ory/cdktf-ory-api-keys-go/oryapikeys"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

type emptySink struct{}

func (s *emptySink) Bind(_ constructs.Construct, _ *oryapikeys.ApiKeySecret) {}

type namedSink struct{ store string }

func (s *namedSink) Bind(scope constructs.Construct, secret *oryapikeys.ApiKeySecret) {
	cdktf.NewTerraformOutput(scope, &s.store, &cdktf.TerraformOutputConfig{Value: secret.Value, Sensitive: jsii.Bool(true)})
}

func refusal(step func()) (message string) {
	defer func() {
		if problem := recover(); problem != nil {
			message = fmt.Sprint(problem)
		}
	}()
	step()
	return "nothing was refused"
}

func main() {
	defer jsii.Close()
	stack := cdktf.NewTerraformStack(cdktf.NewApp(nil), jsii.String("stack"))
	key := oryapikeys.NewProjectApiKey(stack, jsii.String("Key"), &oryapikeys.ProjectApiKeyProps{Name: jsii.String("key")})
	var checks [][2]*string
	check := func(name string, passes bool, found string) {
		if passes {
			checks = append(checks, [2]*string{&name, nil})
		} else {
			checks = append(checks, [2]*string{&name, &found})
		}
	}

	message := refusal(func() { key.StoreIn(jsii.String("Empty"), &emptySink{}) })
	check("fails on a sink without fields, in one line", strings.Contains(message, "no fields") && !strings.Contains(message, "\n"), message)
	key.StoreIn(jsii.String("One"), &namedSink{store: "one"})
	key.StoreIn(jsii.String("Two"), &namedSink{store: "two"})
	text := *cdktf.Testing_Synth(stack, nil)
	check("each of two sinks gets the secret", strings.Contains(text, "One_one") && strings.Contains(text, "Two_two"), text)
	if err := json.NewEncoder(os.Stdout).Encode(checks); err != nil {
		panic(err)
	}
}
